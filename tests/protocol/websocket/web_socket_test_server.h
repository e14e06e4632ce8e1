// SPDX-License-Identifier: Apache-2.0
#pragma once

// A WebSocket server for tests, on a free port of the loopback interface, plain or over TLS. A
// script plays the server's side of each connection, on a thread of its own. The destructor cuts
// all connections and waits for their scripts.

#include <proofload/units/duration.h>

#include "support/tls_test_server.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace proofload::testing_support {

/// The server's end of a connection. Where the client is gone, nothing is read or written.
class ServedSocket {
 public:
  virtual ~ServedSocket() = default;

  /// Whole messages, until the client closes.
  virtual std::optional<std::string> read() = 0;
  virtual void write(std::string_view bytes, bool is_binary = false) = 0;
  virtual void ping() = 0;

  /// Reads and writes nothing for so long.
  virtual void stand_still(Duration duration) = 0;

  /// Past the protocol, as they are.
  virtual void write_raw(std::string_view bytes) = 0;

  virtual void close(std::uint16_t code, const std::string& reason) = 0;

  /// What the client closed with; 0 before that.
  virtual std::uint16_t closed_with() = 0;

  /// Of the handshake.
  virtual std::string target() = 0;
  virtual std::string header(const std::string& name) = 0;
};

struct WebSocketServerOptions {
  std::optional<Certificate> certificate{};  ///< nothing: without TLS
  std::string subprotocol{};                 ///< agreed on, whatever is offered
  std::string raw_answer{};                  ///< sent instead of a handshake, if not empty
  bool is_mute = false;                      ///< answers no handshake
  bool wants_certificate = false;            ///< of the client, over TLS 1.2
  std::string trusted_clients{};             ///< and one of these, as a file; empty: trusts none
};

class WebSocketTestServer {
 public:
  using Script = std::function<void(ServedSocket&)>;

  explicit WebSocketTestServer(Script script, WebSocketServerOptions options = {});
  ~WebSocketTestServer();
  WebSocketTestServer(const WebSocketTestServer&) = delete;
  WebSocketTestServer& operator=(const WebSocketTestServer&) = delete;

  /// "http://127.0.0.1:40123", or https.
  std::string url() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Sends back what it gets.
inline void echo(ServedSocket& socket) {
  while (const auto message = socket.read()) socket.write(*message);
}

}  // namespace proofload::testing_support
