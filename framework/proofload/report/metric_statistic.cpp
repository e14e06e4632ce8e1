// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/metric_statistic.h>

#include <proofload/report/health.h>
#include <proofload/units/quantity_text.h>

namespace proofload {
namespace {

std::string no_samples_of(const Metric& metric) {
  return "no samples of " + std::string(metric.name);
}

Statistic of_gauge(const char* which, const Metric& metric, double Gauge::*part) {
  const auto read = [metric, part](const Window& window) -> Reading {
    const auto values = window.gauge(metric);
    if (values.count == 0) return {0, 0, no_samples_of(metric), {}};
    return {values.*part, values.count, {}, {}};
  };
  return statistic_of(which + (" " + std::string(metric.name)), quantity_of(metric.unit), read);
}

}  // namespace

Statistic highest(const Metric& gauge) { return of_gauge("highest", gauge, &Gauge::max); }
Statistic lowest(const Metric& gauge) { return of_gauge("lowest", gauge, &Gauge::min); }
Statistic last(const Metric& gauge) { return of_gauge("last", gauge, &Gauge::last); }

Statistic total(const Metric& counter) {
  const auto read = [counter](const Window& window) -> Reading {
    const auto all = window.counter(counter);
    if (all.count == 0) return {0, 0, no_samples_of(counter), {}};
    return {all.sum, all.count, {}, {}};
  };
  return statistic_of("total " + std::string(counter.name), quantity_of(counter.unit), read);
}

Statistic per_second(const Metric& counter) {
  const auto read = [counter](const Window& window) -> Reading {
    const auto during = window.during_load();
    const auto all = during.counter(counter);
    const auto length = during.length();
    if (all.count == 0) return {0, 0, no_samples_of(counter), {}};
    if (length <= Duration{}) return {0, 0, "the window has no length", {}};
    return {all.sum / in_seconds(length),
            all.count,
            {},
            to_text(quantity_of(counter.unit), all.sum) + " in " + to_text(length)};
  };
  auto statistic =
      statistic_of(std::string(counter.name) + " a second", Quantity::per_second, read);
  statistic.lateness_allowed = [](const Window&, const Bound&) {
    return std::optional(lateness_allowed_by_rates);
  };
  return statistic;
}

Statistic share(const Metric& rate) {
  const auto read = [rate](const Window& window) -> Reading {
    const auto all = window.rate(rate);
    if (all.count == 0) return {0, 0, no_samples_of(rate), {}};
    return {all.share(),
            all.count,
            {},
            count_text(double(all.passes)) + " of " + count_text(double(all.count))};
  };
  return statistic_of("share of " + std::string(rate.name), Quantity::share, read);
}

}  // namespace proofload
