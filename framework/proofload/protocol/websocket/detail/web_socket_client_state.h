// SPDX-License-Identifier: Apache-2.0
#pragma once

// What stands behind a WebSocketClient: who waits for what, and what the link tells.

#include <proofload/base/clock.h>
#include <proofload/protocol/websocket/detail/waiter.h>
#include <proofload/protocol/websocket/detail/web_socket_link.h>
#include <proofload/protocol/websocket/detail/writing_turns.h>
#include <proofload/protocol/websocket/web_socket_client.h>

#include <deque>
#include <utility>

namespace proofload {

/// RFC 6455, 5.2: two bytes, the length where it is long, and the mask of a client.
inline std::uint64_t frame_size(std::size_t payload, bool masked) {
  const std::size_t length = payload < 126 ? 0 : payload < 65536 ? 2 : 8;
  return 2 + length + (masked ? 4 : 0) + payload;
}

class WebSocketClient::State : public detail::WebSocketLink::Owner {
 public:
  State(boost::asio::io_context& own_loop, WebSocketSettings own_settings)
      : loop(own_loop), settings(std::move(own_settings)), turns(own_loop) {}

  ~State() override {
    if (link) link->abandon();
  }

  bool on_message(std::string_view bytes, bool is_binary) override {
    ++traffic.messages_received;
    traffic.bytes_received += frame_size(bytes.size(), false);
    if (listener != nullptr) {
      listener->on_message(bytes);
      return listener != nullptr;
    }
    kept.push_back({std::string(bytes), is_binary});
    if (receiver != nullptr) receiver->wake();
    return pinger != nullptr && kept.size() < most_kept;
  }

  void on_written() override {
    ++traffic.messages_sent;
    traffic.bytes_sent += frame_size(writing, true);
    if (writer != nullptr) return writer->wake();
    if (std::exchange(is_listener_sending, false) && listener != nullptr)
      return listener->on_sent();
    turns.pass_on();  // whoever wrote is gone
  }

  void on_pong(std::string_view payload) override {
    if (pinger == nullptr || payload != std::to_string(pings)) return;
    ponged = SteadyClock::now();
    pinger->wake();
  }

  void on_end(WebSocketEnd how) override {
    open = false;
    end = std::move(how);
    for (auto* waiter : {receiver, writer, pinger, closer})
      if (waiter != nullptr) waiter->wake();
    turns.open_to_all();
    if (listener != nullptr) listener->on_end();
  }

  /// The system took no message for too long.
  void drop_unsent() {
    if (!open) return;
    link->drop({ErrorKind::timeout, "a message could not be sent in time", 0, {}, {}});
  }

  void write(std::string bytes, bool is_binary) {
    writing = bytes.size();
    link->write(std::move(bytes), is_binary);
  }

  boost::asio::io_context& loop;
  WebSocketSettings settings;
  std::shared_ptr<detail::WebSocketLink> link;
  bool open = false;
  WebSocketEnd end;
  WebSocketTraffic traffic;
  std::size_t writing = 0;  // bytes of the message that is being written
  std::deque<WebSocketMessage> kept;
  WebSocketListener* listener = nullptr;
  bool is_listener_sending = false;
  detail::WritingTurns turns;
  detail::Waiter* receiver = nullptr;
  detail::Waiter* writer = nullptr;
  detail::Waiter* pinger = nullptr;
  detail::Waiter* closer = nullptr;
  std::uint64_t pings = 0;
  std::optional<SteadyClock::time_point> ponged;
};

}  // namespace proofload
