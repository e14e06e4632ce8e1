// SPDX-License-Identifier: Apache-2.0
#pragma once

// What stands behind a WebSocket: its connection, and the session that is measured.

#include <proofload/base/safe_text.h>
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
inline constexpr StepProtocol failed_operation{};

/// Whether a session ended as no session should: not with a goodbye of either side that says that
/// all is well (RFC 6455, 7.4.1), or that says nothing.
inline bool is_broken(const WebSocketEnd& end) {
  const bool well = end.close_code == 0 || end.close_code == 1000 || end.close_code == 1001;
  return end.error != ErrorKind::none && !(end.error == ErrorKind::closed && well);
}

class WebSocket::State {
 public:
  State(UserState& own_user, WebSocketOptions own_options)
      : user(own_user), options(std::move(own_options)) {}
  ~State() {
    try {
      end_session();
    } catch (const UsageError&) {  // one step too many: the journey's next one says so
    }
  }
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

  /// For a call that ends what other parts of the journey may be using.
  void check_unused(std::string_view call) const {
    if (operations > 0)
      throw UsageError(std::string(call) +
                       " of a WebSocket that another part of the journey still uses: let that part "
                       "end first");
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

  /// What an operation came to that began then. An exchange fails its messages by itself, and must
  /// have ended before the session does.
  void note(bool succeeded, Duration begin) {
    series->count(client->take_traffic());
    error = ErrorKind::none;
    error_text.clear();
    if (!client->is_open() && !is_exchanging) note_session(begin);
    if (succeeded) return;
    error = client->is_open() ? ErrorKind::timeout : client->end().error;
    error_text = client->is_open() ? "nothing came in time" : client->end().text;
  }

  /// begin: of the operation that saw it.
  void note_session(Duration begin) {
    if (!std::exchange(in_session, false)) return;
    const auto ended = client->end().at;
    const auto until = ended == SteadyClock::time_point() ? SteadyClock::now() : ended;
    series->add_session_duration(until - begun);
    if (!break_recorded && !closing && is_broken(client->end())) record_break(begin);
  }

  void record_break(Duration begin) {
    const auto& end = client->end();
    auto text = end.text;
    if (end.error == ErrorKind::closed)
      text = "the service closed it with code " + std::to_string(end.close_code) + ": \"" +
             safe_line(end.close_reason) + "\"";
    record_failure("session", end.error, text, begin);
  }

  /// A failed step of its own, of an operation that began then.
  void record_failure(std::string_view what, ErrorKind kind, const std::string& text,
                      Duration begin) {
    const auto name = step + " " + std::string(what);
    const auto describe = [&] { return origin.problem(text); };
    MeasuredStep failed(user, name, begin, begin);
    failed.end(failed_operation, {{.failed = true, .error = to_text(kind)}, {}, text}, describe);
  }

  void end_session() {
    if (!client) return;
    series->count(client->take_traffic());
    note_session(now());
    client.reset();
  }

  Duration now() const { return user.context.clock.now(); }

  UserState& user;
  WebSocketOptions options;
  WebSocketOrigin origin;
  std::optional<WebSocketSeries> series;
  std::unique_ptr<WebSocketClient> client;
  std::string step;
  SteadyClock::time_point begun;
  bool in_session = false;
  int operations = 0;  // under way
  bool is_exchanging = false;
  bool closing = false;         // we have begun to
  bool break_recorded = false;  // by messages that failed with the connection
  ErrorKind error = ErrorKind::none;
  std::string error_text;
  std::string subprotocol;
};

}  // namespace proofload
