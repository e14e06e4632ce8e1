// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/soak_indicators.h>

#include <proofload/report/analysis/late_against_early.h>
#include <proofload/report/metric_statistic.h>
#include <proofload/units/quantity_text.h>

namespace proofload {
namespace {

Statistic in_percent(const Statistic& share) {
  Statistic percent;
  percent.name = "value";
  percent.quantity = [](const Window&) { return Quantity::count; };
  percent.read = [share](const Window& window) {
    auto reading = share.read(window);
    reading.value *= 100;
    return reading;
  };
  percent.lateness_allowed = [share](const Window& window, const Bound& bound) {
    return share.lateness_allowed(window, {bound.comparison, bound.value / 100});
  };
  return percent;
}

std::optional<SoakIndicator> found(const Metric& metric, const Window& run) {
  const auto reading = soak_indicator(metric)->read(run);
  if (!reading.missing.empty()) return {};
  return SoakIndicator{reading.value, reading.context};
}

void add(std::vector<std::string>& all, const Metric& metric, std::string_view of,
         const std::optional<SoakIndicator>& indicator) {
  if (indicator)
    all.push_back(std::string(metric.name) + " " + number_text(indicator->percent) +
                  " %: " + std::string(of) + " " + indicator->context);
}

}  // namespace

SoakIndicators soak_indicators(const Window& run) {
  return {found(metrics::memory_leak_indicator, run), found(metrics::response_time_trend, run)};
}

std::vector<std::string> sentences(const SoakIndicators& indicators) {
  std::vector<std::string> all;
  add(all, metrics::memory_leak_indicator, "service_memory", indicators.memory_leak);
  add(all, metrics::response_time_trend, "p95", indicators.response_time_trend);
  return all;
}

std::optional<Statistic> soak_indicator(const Metric& metric) {
  if (metric == metrics::memory_leak_indicator)
    return in_percent(late_against_early(highest(metrics::service_memory)));
  if (metric == metrics::response_time_trend)
    return in_percent(late_against_early(percentile(0.95)));
  return {};
}

}  // namespace proofload
