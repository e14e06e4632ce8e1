// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is kept of a handshake or of a message that is worth looking at. A value.

#include <proofload/metrics/exemplar.h>
#include <proofload/protocol/http/request.h>
#include <proofload/protocol/http/response.h>

#include <string>
#include <string_view>

namespace proofload {

struct WebSocketOrigin {
  Request request{};  ///< with all headers of the handshake: some are secrets
  std::string url{};

  Exemplar handshake(const Response& answer) const;

  /// Of what failed without an answer.
  Exemplar problem(std::string_view text) const;

  /// answer: empty where there was none.
  Exemplar message(std::uint64_t number, std::string_view answer, std::string_view problem) const;
};

}  // namespace proofload
