// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/thresholds/threshold_watch.h>

#include <proofload/report/thresholds/threshold_statistic.h>

#include <iterator>

namespace proofload {
namespace {

constexpr Duration turn = 2s;

// Per second means of the seconds that have been played. Everything else is asked of all there is:
// trends of which only the total is kept have no parts.
Window asked_of(const Window& window, const Threshold& threshold, const Metric& metric,
                Duration now) {
  const bool per_second =
      metric.kind == MetricKind::counter && threshold.expression.aggregation == Aggregation::rate;
  if (!per_second) return window;
  return window.between(Duration{}, std::chrono::floor<std::chrono::seconds>(now));
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
  const auto statistic = threshold_statistic(threshold.expression, metric);
  const auto reading = statistic.read(asked_of(window.value(), threshold, metric, now));
  if (!is_broken(threshold.bound(metric, scale), reading)) return {};
  return reason(threshold, reading, statistic.quantity(so_far));
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
