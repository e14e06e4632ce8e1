// SPDX-License-Identifier: Apache-2.0
#pragma once

// What one side of a WebSocket sends to the other (RFC 6455, 5.6). A value.

#include <string>

namespace proofload {

struct WebSocketMessage {
  std::string text;  ///< valid UTF-8, unless it is binary: then any bytes
  bool is_binary = false;
};

}  // namespace proofload
