// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a user asks for when it opens a WebSocket: where it leads, and what stands in the handshake.

#include <proofload/engine/detail/web_socket_exemplar.h>
#include <proofload/engine/web_socket.h>
#include <proofload/protocol/websocket/web_socket_settings.h>
#include <proofload/protocol/websocket/web_socket_url.h>

namespace proofload {

struct WebSocketOpening {
  WebSocketUrl url;
  WebSocketHandshake handshake;
  WebSocketSettings settings;
  WebSocketOrigin origin;
};

/// "WS /rooms/{room}".
std::string web_socket_step(std::string_view route);

/// Throws UsageError where the route leads nowhere, where a header cannot be sent, and where the
/// plan wants a proxy.
WebSocketOpening opening_of(const UserState& user, const WebSocketOptions& options,
                            std::string route, std::vector<std::string> arguments);

}  // namespace proofload
