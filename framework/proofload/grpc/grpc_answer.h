// SPDX-License-Identifier: Apache-2.0
#pragma once

// What came of a call. Values; what is in them was written by the service, so it must be escaped
// before it is shown.

#include <proofload/protocol/http/field.h>
#include <proofload/units/duration.h>

#include <grpcpp/support/status_code_enum.h>

#include <string>
#include <string_view>
#include <vector>

namespace proofload {

/// How a call or a stream ended.
struct GrpcStatus {
  /// Of the service; or of the client, where none came: UNAVAILABLE without a connection,
  /// DEADLINE_EXCEEDED after the timeout, RESOURCE_EXHAUSTED for a message that is too large.
  grpc::StatusCode status = grpc::StatusCode::UNKNOWN;

  std::string error_text{};                ///< empty where it is OK, and perhaps otherwise
  std::string error_details{};             ///< a google.rpc.Status in its binary form; often empty
  std::vector<Field> initial_metadata{};   ///< names in lower case
  std::vector<Field> trailing_metadata{};  ///< names in lower case
  Duration service{};     ///< from the start of the call to its status, connecting included
  Duration connecting{};  ///< of that, waiting for a connection; zero where there was one

  bool ok() const { return status == grpc::StatusCode::OK; }
};

/// And the message that came with it: empty unless ok().
template <class Reply>
struct GrpcAnswer : GrpcStatus {
  Reply reply{};
};

/// "unavailable", "deadline_exceeded": the names of gRPC in lower case, stable, for the tag
/// `error`. Empty for OK; "other" for a number that stands for none.
std::string_view to_text(grpc::StatusCode status);

}  // namespace proofload
