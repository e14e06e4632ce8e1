// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is measured of a stream of server-sent events, beside the metrics of its step. Belongs to
// one stream; used on its worker's thread.

#include <proofload/base/clock.h>
#include <proofload/metrics/label_set.h>
#include <proofload/metrics/recorder.h>

#include <optional>
#include <string_view>

namespace proofload {

class EventStreamMetrics {
 public:
  /// planned: when the step was to begin.
  EventStreamMetrics(Recorder& recorder, const LabelSet& labels, std::string_view step,
                     SteadyClock::time_point planned);

  /// A connection is begun: the first one, or another one. Nothing is measured across the two,
  /// since how long to wait between them is our own choice.
  void connect();

  /// The answer to a request that was sent then is a stream of events.
  void open(SteadyClock::time_point sent);

  /// An event arrived. Without a token it carries none.
  void arrive(SteadyClock::time_point arrived, double tokens);

  /// The stream has ended.
  void end();

 private:
  void take_tokens(SteadyClock::time_point arrived, double tokens);
  SeriesId series(const Metric& metric) const;

  Recorder& recorder_;
  const LabelSet& labels_;
  std::string_view step_;
  SteadyClock::time_point planned_;
  SeriesId events_;
  SeriesId gap_;
  bool connected_ = false;
  std::optional<SteadyClock::time_point> sent_;
  bool had_event_ = false;
  bool had_token_ = false;
  std::optional<SteadyClock::time_point> last_event_;  // of this connection
  std::optional<SteadyClock::time_point> last_token_;  // of this connection
  Duration time_between_tokens_{};                     // of all connections
  double tokens_after_first_ = 0;  // those that came with the first one of a connection are not
                                   // among them
};

}  // namespace proofload
