// SPDX-License-Identifier: Apache-2.0
#pragma once

// One WebSocket as a client holds it (RFC 6455), over TCP or TLS, without compression. Belongs to
// one thread, whose loop it lives on. What goes wrong at the other side ends an operation with
// false or nothing, and end() says what it was; only what is cut off throws operation_aborted, and
// leaves the connection as it is.
//
// One coroutine may receive while others send. Messages are sent one after another, in the order of
// the calls. Where nobody receives, nothing is read, so that the other side feels it.

#include <proofload/protocol/http/response.h>
#include <proofload/protocol/task.h>
#include <proofload/protocol/websocket/web_socket_end.h>
#include <proofload/protocol/websocket/web_socket_message.h>
#include <proofload/protocol/websocket/web_socket_settings.h>
#include <proofload/protocol/websocket/web_socket_url.h>

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace proofload {

/// What went over a connection, messages with the frames they are in, if each is in one. A message
/// is sent once the system has taken all of it.
struct WebSocketTraffic {
  std::uint64_t messages_sent = 0;
  std::uint64_t messages_received = 0;
  std::uint64_t bytes_sent = 0;
  std::uint64_t bytes_received = 0;
};

/// Who is told instead of receive() and send(): for many messages, without a coroutine for each.
/// Called on the thread of the loop.
class WebSocketListener {
 public:
  virtual ~WebSocketListener() = default;
  /// The bytes are gone afterwards.
  virtual void on_message(std::string_view bytes) = 0;
  /// What begin_sending() began is with the system.
  virtual void on_sent() = 0;
  virtual void on_end() = 0;
};

class WebSocketClient {
 public:
  /// So many messages that nobody receives are kept while a ping waits for its pong.
  static constexpr std::size_t most_kept = 64;

  WebSocketClient(boost::asio::io_context& loop, WebSocketSettings settings);

  /// Says goodbye in the background, for a second at most.
  ~WebSocketClient();
  WebSocketClient(const WebSocketClient&) = delete;
  WebSocketClient& operator=(const WebSocketClient&) = delete;

  /// Once. The answer is expected where the WebSocket is open: then its status is 101. Its error
  /// is interrupted where the call is cut off. Throws UsageError where a file of the settings
  /// cannot be used.
  Task<Response> open(WebSocketUrl url, WebSocketHandshake handshake);

  bool is_open() const;

  /// How it ended; nothing said before that.
  const WebSocketEnd& end() const;

  /// True once the system has taken the whole message. Where that takes longer than the settings
  /// allow, the connection is ended with the error timeout.
  Task<bool> send(std::string bytes, bool is_binary);

  /// Nothing when time is up or the connection is gone. One at a time.
  Task<std::optional<WebSocketMessage>> receive(Duration patience);
  bool is_receiving() const;
  bool is_pinging() const;

  /// The time until the pong came; nothing when time is up or the connection is gone. One at a
  /// time.
  Task<std::optional<Duration>> ping(Duration patience);

  /// Until the other side has closed too, or time is up. reason: at most 123 bytes.
  Task<> close(std::uint16_t code, std::string_view reason, Duration patience);

  /// From now on a listener is told, once what is being sent is with the system. Whoever else sends
  /// waits for stop_listening(). What was kept for receive() is dropped.
  Task<> listen(WebSocketListener& listener);
  void stop_listening();

  /// Begins to send, for the listener. One at a time, until it is told.
  void begin_sending(std::string bytes, bool is_binary);

  /// Whether the system would take more bytes now.
  bool is_writable() const;

  /// What went over it since the last call.
  WebSocketTraffic take_traffic();

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace proofload
