// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/thresholds/threshold_watch.h>

#include <proofload/report/thresholds/threshold_statistic.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace proofload {
namespace {

constexpr Duration turn = 2s;

// The sum over the seconds that have been played, as k6 does it: no slice has to be read.
Reading read_per_second(const Window& window, const Metric& counter, Duration now) {
  const auto all = window.counter(counter);
  const auto played = std::min(now, window.to()) - window.from();
  if (all.count == 0 || played <= Duration{}) return {0, 0, "nothing was counted yet", {}};
  return {all.sum / in_seconds(played), all.count, {}, {}};
}

Reading read_so_far(const Window& window, const Threshold& threshold, const Metric& metric,
                    Duration now) {
  if (metric.kind == MetricKind::counter && threshold.expression.aggregation == Aggregation::rate)
    return read_per_second(window, metric, now);
  return threshold_statistic(threshold.expression, metric).read(window);
}

// What is beyond measure is above every bound. Too little to tell breaks none.
bool is_broken(const Bound& bound, const Reading& reading) {
  if (reading.missing.empty()) return !holds(bound, reading.value);
  return reading.beyond_measure && !is_lower(bound.comparison) &&
         bound.comparison != Comparison::not_equal;
}

std::string reason(const Threshold& threshold, const Reading& reading, Quantity quantity) {
  const auto failed =
      "threshold " + threshold.selector.text + ": " + threshold.expression.text + " failed: ";
  if (!reading.missing.empty()) return failed + reading.missing;
  return failed + threshold.expression.statistic + " is " + to_text(quantity, reading.value) +
         ", from " + samples_text(reading.samples);
}

std::optional<std::string> broken(const Threshold& threshold, const Window& so_far, Duration now,
                                  const Scale& scale) {
  const auto metric = threshold.metric_in(so_far);
  const auto window = threshold.selector.window(so_far);
  if (!threshold.mistake(metric).empty() || !window || !window.value().problem().empty()) return {};
  const auto reading = read_so_far(window.value(), threshold, metric, now);
  if (!is_broken(threshold.bound(metric, scale), reading)) return {};
  return reason(threshold, reading, threshold_quantity(threshold.expression.aggregation, metric));
}

}  // namespace

ThresholdWatch::ThresholdWatch(const std::vector<Threshold>& thresholds, Scale scale)
    : scale_(scale) {
  std::copy_if(thresholds.begin(), thresholds.end(), std::back_inserter(thresholds_),
               [](const Threshold& threshold) { return threshold.abort_on_fail; });
}

std::optional<std::string> ThresholdWatch::check(const Window& so_far, Duration now) {
  if (now / turn == std::exchange(last_turn_, now / turn)) return {};
  for (const auto& threshold : thresholds_) {
    if (now <= threshold.delay_abort_eval) continue;
    if (auto why = broken(threshold, so_far, now, scale_)) return why;
  }
  return {};
}

}  // namespace proofload
