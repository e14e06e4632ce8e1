// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/grpc_answer.h>

#include <array>

namespace proofload {
namespace {

// By their numbers; see https://grpc.io/docs/guides/status-codes.
constexpr std::array<std::string_view, 17> names{
    "",
    "cancelled",
    "unknown",
    "invalid_argument",
    "deadline_exceeded",
    "not_found",
    "already_exists",
    "permission_denied",
    "resource_exhausted",
    "failed_precondition",
    "aborted",
    "out_of_range",
    "unimplemented",
    "internal",
    "unavailable",
    "data_loss",
    "unauthenticated",
};

}  // namespace

std::string_view to_text(grpc::StatusCode status) {
  const auto number = std::size_t(status);
  return number < names.size() ? names[number] : "other";
}

}  // namespace proofload
