// SPDX-License-Identifier: Apache-2.0
#pragma once

// What stands behind a WebSocket: its connection, and the session that is measured.

#include <proofload/base/usage_error.h>
#include <proofload/engine/detail/measured_step.h>
#include <proofload/engine/detail/user_state.h>
#include <proofload/engine/detail/web_socket_exemplar.h>
#include <proofload/engine/detail/web_socket_series.h>
#include <proofload/engine/web_socket.h>
#include <proofload/metrics/names.h>

#include <array>
#include <utility>

namespace proofload {

inline constexpr std::array opened_metrics{StepMetric{metrics::ws_connecting}};
inline constexpr StepProtocol opened_session{.metrics = opened_metrics, .has_status = true};
inline constexpr StepProtocol refused_session{.has_status = true};

class WebSocket::State {
 public:
  State(UserState& own_user, WebSocketOptions own_options)
      : user(own_user), options(std::move(own_options)) {}
  ~State() { end_session(); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  WebSocketClient& connected() {
    if (!client)
      throw UsageError("a WebSocket is used that was never opened: call connect() first");
    return *client;
  }

  /// For a call that nobody else may make meanwhile.
  WebSocketClient& undisturbed(std::string_view call) {
    auto& own = connected();
    if (is_exchanging || own.is_receiving())
      throw UsageError(std::string(call) +
                       " of a WebSocket from which another part of the journey receives: let one "
                       "part receive");
    return own;
  }

  void record_handshake(MeasuredStep& shaking, const Response& answer) {
    const auto describe = [&] { return origin.handshake(answer); };
    const StepOutcome outcome{
        .failed = !answer.ok(), .error = to_text(answer.error), .status = answer.status};
    const std::array<double, opened_metrics.size()> connecting{in_milliseconds(answer.service)};
    if (answer.ok())
      shaking.end(opened_session, {outcome, connecting}, describe, answer.service);
    else
      shaking.end(refused_session, {outcome, {}, answer.error_text}, describe, answer.service);
  }

  /// What an operation came to.
  void note(bool succeeded) {
    series->count(client->take_traffic());
    error = ErrorKind::none;
    error_text.clear();
    if (!client->is_open()) note_session();
    if (succeeded) return;
    error = client->is_open() ? ErrorKind::timeout : client->end().error;
    error_text = client->is_open() ? "nothing came in time" : client->end().text;
  }

  void note_session() {
    if (!std::exchange(in_session, false)) return;
    const auto ended = client->end().at;
    const auto until = ended == SteadyClock::time_point() ? SteadyClock::now() : ended;
    series->add_session_duration(until - begun);
  }

  void end_session() {
    if (!client) return;
    series->count(client->take_traffic());
    note_session();
    client.reset();
  }

  UserState& user;
  WebSocketOptions options;
  WebSocketOrigin origin;
  std::optional<WebSocketSeries> series;
  std::unique_ptr<WebSocketClient> client;
  std::string step;
  SteadyClock::time_point begun;
  bool in_session = false;
  bool is_exchanging = false;
  ErrorKind error = ErrorKind::none;
  std::string error_text;
  std::string subprotocol;
};

}  // namespace proofload
