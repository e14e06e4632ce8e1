// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/web_socket_series.h>

#include <proofload/engine/detail/user_state.h>
#include <proofload/metrics/names.h>

namespace proofload {

// Pacing is the generator's own, whatever it sends: it has no step.
const WebSocketSeries::Ids& WebSocketSeries::ids() {
  if (labels_ == state_.labels) return ids_;
  labels_ = state_.labels;
  const TagView step[] = {{"step", step_}};
  const auto series = [&](const Metric& metric) {
    return state_.context.recorder.series(metric, *labels_, step);
  };
  ids_ = {series(metrics::ws_sessions),
          series(metrics::ws_session_duration),
          series(metrics::ws_ping),
          series(metrics::ws_msgs_sent),
          series(metrics::ws_msgs_received),
          series(metrics::data_sent),
          series(metrics::data_received),
          state_.context.recorder.series(metrics::pacing, *labels_, {})};
  return ids_;
}

void WebSocketSeries::count_session() { state_.context.recorder.record(ids().sessions, 1); }

void WebSocketSeries::add_session_duration(Duration duration) {
  state_.context.recorder.record(ids().session_duration, duration);
}

void WebSocketSeries::add_ping(Duration round_trip) {
  state_.context.recorder.record(ids().ping, round_trip);
}

void WebSocketSeries::count(const WebSocketTraffic& traffic) {
  auto& recorder = state_.context.recorder;
  const auto& series = ids();
  const auto add = [&](SeriesId id, std::uint64_t number) {
    if (number > 0) recorder.record(id, double(number));
  };
  add(series.messages_sent, traffic.messages_sent);
  add(series.messages_received, traffic.messages_received);
  add(series.bytes_sent, traffic.bytes_sent);
  add(series.bytes_received, traffic.bytes_received);
}

void WebSocketSeries::add_pacing(Duration planned, Duration lateness) {
  auto& context = state_.context;
  context.recorder.record_at(context.slice_of(planned), ids().pacing, lateness);
}

}  // namespace proofload
