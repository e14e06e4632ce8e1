// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/grpc_log.h>

#include <proofload/base/safe_text.h>

#include <grpc/support/log.h>

#include <cstdio>
#include <cstdlib>
#include <mutex>

namespace proofload::detail {
namespace {

void show_misuse(gpr_log_func_args* line) {
  const std::string_view message(line->message);
  if (message.find("assertion failed") == message.npos && message.find("misuse") == message.npos)
    return;
  std::fprintf(stderr, "gRPC: %s:%d: %s\n", line->file, line->line, safe_line(message).c_str());
}

}  // namespace

void quieten_grpc() {
  static std::once_flag once;
  std::call_once(once, [] {
    if (std::getenv("GRPC_VERBOSITY") == nullptr) gpr_set_log_function(show_misuse);
  });
}

}  // namespace proofload::detail
