// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/event_stream_metrics.h>

#include <proofload/metrics/names.h>

#include <array>
#include <utility>

namespace proofload {

EventStreamMetrics::EventStreamMetrics(Recorder& recorder, const LabelSet& labels,
                                       std::string_view step, SteadyClock::time_point planned)
    : recorder_(recorder),
      labels_(labels),
      step_(step),
      planned_(planned),
      events_(series(metrics::sse_events)),
      gap_(series(metrics::sse_event_gap)) {}

SeriesId EventStreamMetrics::series(const Metric& metric) const {
  const std::array<TagView, 1> tags{TagView{"step", step_}};
  return recorder_.series(metric, labels_, tags);
}

void EventStreamMetrics::connect() {
  recorder_.record(series(metrics::sse_streams), 1);
  if (std::exchange(connected_, true)) recorder_.record(series(metrics::sse_reconnects), 1);
  last_event_.reset();
  last_token_.reset();
}

void EventStreamMetrics::open(SteadyClock::time_point sent) {
  if (!sent_) sent_ = sent;
}

void EventStreamMetrics::arrive(SteadyClock::time_point arrived, double tokens) {
  recorder_.record(events_, 1);
  const bool is_first = !std::exchange(had_event_, true);
  if (last_event_) {
    recorder_.record(gap_, arrived - *last_event_);
  } else if (is_first && sent_) {
    recorder_.record(series(metrics::sse_time_to_first_event), arrived - *sent_);
    recorder_.record(series(metrics::sse_response_to_first_event), arrived - planned_);
  }
  last_event_ = arrived;
  if (tokens > 0) take_tokens(arrived, tokens);
}

void EventStreamMetrics::take_tokens(SteadyClock::time_point arrived, double tokens) {
  recorder_.record(series(metrics::sse_tokens), tokens);
  const bool is_first = !std::exchange(had_token_, true);
  if (last_token_) {
    time_between_tokens_ += arrived - *last_token_;
    tokens_after_first_ += tokens;
  } else if (is_first && sent_) {
    recorder_.record(series(metrics::sse_time_to_first_token), arrived - *sent_);
    recorder_.record(series(metrics::sse_response_to_first_token), arrived - planned_);
  }
  last_token_ = arrived;
}

void EventStreamMetrics::end() {
  if (time_between_tokens_ == Duration{}) return;
  const std::chrono::duration<double> seconds = time_between_tokens_;
  recorder_.record(series(metrics::sse_tokens_per_second), tokens_after_first_ / seconds.count());
}

}  // namespace proofload
