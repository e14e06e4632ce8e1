// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where a WebSocket leads (RFC 6455, section 3). Pure.

#include <proofload/base/result.h>

#include <string>

namespace proofload {

struct WebSocketUrl {
  bool is_tls = false;
  std::string host{};       ///< a name or an address, of IPv6 without brackets
  std::string port{};       ///< a number
  std::string authority{};  ///< for the header Host: "[::1]:8080", without a port that is usual
  std::string target{};     ///< path and query: "/rooms/7?token=x"
};

/// A URL of ws or wss as one of http or https; any other text as it is.
std::string as_http(const std::string& text);

/// Reads a URL of ws, wss, http (as ws) or https (as wss). The error does not show the text, which
/// may hold a secret.
Result<WebSocketUrl> parse_web_socket_url(const std::string& text);

}  // namespace proofload
