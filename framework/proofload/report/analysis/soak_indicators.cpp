// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/soak_indicators.h>

#include <proofload/report/analysis/growth.h>
#include <proofload/report/analysis/late_against_early.h>
#include <proofload/report/metric_statistic.h>
#include <proofload/units/quantity_text.h>

#include <algorithm>

namespace proofload {
namespace {

constexpr int pieces = 24;

// Over the whole run, as the indicator is.
std::string speed_text(const Window& run) {
  const auto piece = std::chrono::floor<std::chrono::seconds>((run.to() - run.from()) / pieces);
  const auto series = time_series(run, highest(metrics::service_memory), std::max(1s, piece));
  const auto growth = growth_of(series);
  if (!growth || growth->per_second <= 0) return {};
  return ", by " + growth_text(series.quantity, growth->per_second);
}

Statistic memory_leak() {
  auto memory = late_against_early(highest(metrics::service_memory));
  memory.read = [read = memory.read](const Window& run) {
    auto reading = read(run);
    if (reading.missing.empty())
      reading.context = "service_memory " + reading.context + speed_text(run);
    return reading;
  };
  return memory;
}

Statistic response_time() {
  auto response = late_against_early(percentile(0.95));
  response.read = [read = response.read](const Window& run) {
    auto reading = read(run);
    reading.context = "p95 " + reading.context;
    return reading;
  };
  return response;
}

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

void add(std::vector<std::string>& all, const Metric& metric,
         const std::optional<SoakIndicator>& indicator) {
  if (indicator)
    all.push_back(std::string(metric.name) + " " + number_text(indicator->percent) +
                  " %: " + indicator->context);
}

}  // namespace

SoakIndicators soak_indicators(const Window& run) {
  return {found(metrics::memory_leak_indicator, run), found(metrics::response_time_trend, run)};
}

std::vector<std::string> sentences(const SoakIndicators& indicators) {
  std::vector<std::string> all;
  add(all, metrics::memory_leak_indicator, indicators.memory_leak);
  add(all, metrics::response_time_trend, indicators.response_time_trend);
  return all;
}

std::optional<Statistic> soak_indicator(const Metric& metric) {
  if (metric == metrics::memory_leak_indicator) return in_percent(memory_leak());
  if (metric == metrics::response_time_trend) return in_percent(response_time());
  return {};
}

}  // namespace proofload
