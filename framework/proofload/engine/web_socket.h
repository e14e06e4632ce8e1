// SPDX-License-Identifier: Apache-2.0
#pragma once

// One WebSocket of a user (RFC 6455). Lives on the stack of the journey, on its worker's thread,
// not longer than the iteration: the destructor says goodbye to the service in the background and
// waits for nothing. The handshake is a step of the report, and so is each message of exchange().
// A session that breaks is a failed step "WS /rooms/{room} session", once: one that ends by
// anything but a close() of ours, or the service's with code 1000, 1001 or none. Only where
// messages of exchange() failed with the connection it is not told again.
//
//   WebSocket socket(user);
//   const bool connected = co_await socket.connect("/rooms/{room}", room);
//   if (!connected) co_return;
//   co_await socket.send("hello");
//   const auto welcome = co_await socket.receive(2s);
//
// What goes wrong at the service ends an operation with false or nothing, and error() says what it
// was. An operation that the end of the run cuts off throws, which ends the iteration. One part of
// a journey may receive while others send: messages are sent whole, in the order of the calls.

#include <proofload/engine/user.h>
#include <proofload/load/profile.h>
#include <proofload/protocol/error_kind.h>
#include <proofload/protocol/websocket/web_socket_message.h>

#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace proofload {

struct WebSocketOptions {
  std::vector<Field> headers{};  ///< of the handshake, beside those of the user and of the plan
  std::vector<std::string> subprotocols{};  ///< offered; the service must agree on one of them
  Duration timeout{};  ///< of the handshake, once connected; zero: the plan's for requests
  std::size_t max_message = 16 << 20;  ///< bytes; a longer one breaks the connection: too_large
  std::string name{};                  ///< names the step; by default "WS " and the route
};

/// Messages that are sent on plan, whatever the service does.
struct MessagePlan {
  /// When messages are sent on this connection: stages of any kind (load/profile.h), such as
  /// hold(50_per_s, 1min), spikes or poisson(); answers may come later. Names of stages say nothing
  /// here. --time-scale shortens it as it does scenarios. --load-scale leaves it as it is: there
  /// are fewer users then, each as lively as before. The shapes follow() and sine() take up to 1 MB
  /// for each connection, other stages next to nothing.
  RateProfile load{};

  /// The message of a number, which counts from 0.
  std::function<std::string(std::uint64_t number)> message{};
  bool is_binary = false;

  /// The number of the message that is answered; nothing: this is no answer. By default answers
  /// come in the order of the messages, one to each. Give it wherever that is not sure: where
  /// answers may be missing, come twice or overtake one another, or where the service also sends
  /// messages of its own. Without it each of these shifts all answers that follow.
  std::function<std::optional<std::uint64_t>(std::string_view answer)> number_of{};

  Duration patience = 5s;  ///< without an answer for so long, a message is lost
  std::string name{};      ///< names the step; by default "WS ", the route and " message"
};

/// What became of the messages of a plan.
struct MessageCount {
  std::uint64_t planned = 0;
  std::uint64_t answered = 0;
  std::uint64_t lost = 0;
  std::uint64_t unexpected =
      0;  ///< answers for which no message waited: not asked for, or too late
};

class WebSocket {
 public:
  explicit WebSocket(User& user, WebSocketOptions options = {});
  ~WebSocket();
  WebSocket(const WebSocket&) = delete;
  WebSocket& operator=(const WebSocket&) = delete;

  /// Opens the connection: a step "WS /rooms/{room}", of status 101 where it succeeds. The route
  /// leads below the run's target (http becomes ws, https wss) or is a whole URL, of ws or wss. An
  /// open connection is closed first, without waiting. TLS is as the plan's `http` says. Cookies of
  /// the user are sent where the target is the run's own. Throws UsageError while another part of
  /// the journey uses the connection, and where a certificate or key of the plan cannot be used.
  template <class... Arguments>
  Task<bool> connect(std::string_view route, const Arguments&... arguments) {
    return open(std::string(route), {to_argument(arguments)...});
  }

  /// True once the system has taken the whole message, false where the connection is gone. Where
  /// that takes longer than the plan's timeout for requests, the connection ends: error() timeout.
  Task<bool> send(std::string text) { return write(std::move(text), false); }
  Task<bool> send_binary(std::string bytes) { return write(std::move(bytes), true); }

  /// The next message. Nothing where time runs out, which is error() timeout and leaves the
  /// connection as it is, or where the connection is gone. One at a time. Running out of time is no
  /// failed step: a journey may merely look whether something came.
  Task<std::optional<WebSocketMessage>> receive(Duration patience);

  /// The next message that a gMock matcher likes the text of, or a predicate; others are dropped.
  /// Running out of time is a failed step "WS /rooms/{room} receive".
  template <class Matcher>
  Task<std::optional<WebSocketMessage>> receive_until(Matcher matcher, Duration patience) {
    return receive_liked(liking(std::move(matcher)), patience);
  }

  /// Sends a ping and waits for its pong: recorded as ws_ping. Needs nobody who receives. Messages
  /// that come meanwhile are kept for receive(), up to 64 of them; behind more no pong is seen.
  /// Running out of time is a failed step "WS /rooms/{room} ping".
  Task<std::optional<Duration>> ping(Duration patience);

  /// Sends messages at instants that are planned beforehand, at random against other users', and
  /// matches the answers. Each message is a step: response from its planned instant, service and
  /// ws_round_trip from its sending. One without an answer fails with the error "lost", or with the
  /// connection's. Returns when the load is over and the last answer is in or lost, also where
  /// the connection breaks: the remaining messages fail then, each at its time. Nobody else may
  /// send or receive meanwhile. Throws UsageError for a load that cannot be played or has a
  /// warm-up, which belongs to the load of the scenario.
  Task<MessageCount> exchange(MessagePlan messages);

  /// Closes with a code (RFC 6455, 7.4: 1000, or 3000 to 4999) and a reason of at most 123 bytes,
  /// and waits up to 5 s for the service to do the same. Not during exchange().
  Task<> close(std::uint16_t code = 1000, std::string_view reason = {});

  bool is_open() const;

  /// Why the last operation failed, and in words that may hold what the service sent; none after
  /// one that did not.
  ErrorKind error() const;
  const std::string& error_text() const;

  /// What the service closed with; 0 where it did not.
  std::uint16_t close_code() const;
  const std::string& close_reason() const;

  /// What the service agreed on; empty where none was offered.
  const std::string& subprotocol() const;

 private:
  class State;
  using Liking = std::function<bool(const WebSocketMessage&)>;

  template <class Matcher>
  Liking liking(Matcher matcher) {
    return [matcher = std::move(matcher), &user = user_](const WebSocketMessage& message) {
      if constexpr (std::predicate<const Matcher&, const WebSocketMessage&>)
        return bool(matcher(message));
      else
        return check_passes(user, message.text, matcher);
    };
  }
  Task<bool> open(std::string route, std::vector<std::string> arguments);
  Task<bool> write(std::string bytes, bool is_binary);
  Task<std::optional<WebSocketMessage>> receive_liked(Liking liked, Duration patience);

  User& user_;
  std::unique_ptr<State> state_;
};

}  // namespace proofload
