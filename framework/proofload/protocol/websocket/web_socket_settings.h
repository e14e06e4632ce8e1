// SPDX-License-Identifier: Apache-2.0
#pragma once

// What holds for a WebSocket before it is opened, and what is asked for in its handshake. Values.

#include <proofload/protocol/http/field.h>
#include <proofload/protocol/open_connections.h>
#include <proofload/units/duration.h>

#include <cstddef>
#include <string>
#include <vector>

namespace proofload {

struct WebSocketSettings {
  Duration connect_timeout = 10s;      ///< for name lookup, TCP connect and TLS together
  Duration timeout = 30s;              ///< for the handshake that follows
  Duration send_timeout = 30s;         ///< for a message, until the system has taken all of it
  std::size_t max_message = 16 << 20;  ///< bytes; a longer one breaks the connection
  bool verify_tls = true;
  std::string ca_file{};             ///< PEM; who is trusted instead of whom the system trusts
  std::string client_certificate{};  ///< PEM file; shown to a server that asks for it
  std::string client_key{};          ///< PEM file; empty: the key is in the certificate's file
  OpenConnections connections{};     ///< counts the connection while it is open
};

struct WebSocketHandshake {
  std::vector<Field> headers{};
  std::vector<std::string> subprotocols{};  ///< offered, the best one first
};

}  // namespace proofload
