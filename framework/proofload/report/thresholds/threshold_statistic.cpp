// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/thresholds/threshold_statistic.h>

#include <proofload/report/analysis/soak_indicators.h>
#include <proofload/report/failures_by_lateness.h>
#include <proofload/report/health.h>
#include <proofload/report/metric_statistic.h>
#include <proofload/units/quantity_text.h>

#include <algorithm>
#include <cmath>

namespace proofload {
namespace {

constexpr Metric mishaps[] = {metrics::dropped_iterations, metrics::interrupted_iterations,
                              metrics::interrupted_requests, metrics::failed_iterations,
                              metrics::late_starts};

struct Samples {
  Histogram values;
  std::uint64_t failed = 0;  // and slower than all values

  std::uint64_t count() const { return values.count() + failed; }
};

Samples samples_of(const Window& window, const Metric& trend) {
  if (trend != metrics::response && trend != metrics::service) return {window.trend(trend)};
  return {window.succeeded().trend(trend), window.rate(metrics::step_failed).passes};
}

std::uint64_t needed_by(const ThresholdExpression& expression) {
  const bool inner = expression.percentile > 0 && expression.percentile < 100;
  if (expression.aggregation != Aggregation::percentile || !inner) return 1;
  return samples_needed(expression.percentile / 100);
}

// Nothing where it lies among the failed.
std::optional<double> quantile(const Samples& samples, double share) {
  const auto rank = std::ceil(share * double(samples.count()) - 1e-9);
  const auto among_values = rank / double(samples.values.count());
  if (among_values > 1) return {};
  return samples.values.quantile(among_values);
}

std::optional<double> value_of(const Samples& samples, const ThresholdExpression& expression) {
  if (samples.values.count() == 0) return {};
  switch (expression.aggregation) {
    case Aggregation::least:
      return samples.values.min();
    case Aggregation::greatest:
      return samples.values.max();
    case Aggregation::median:
      return quantile(samples, 0.5);
    case Aggregation::percentile:
      return quantile(samples, expression.percentile / 100);
    default:
      return samples.values.mean();
  }
}

std::string context_of(const Samples& samples, Quantity quantity) {
  const auto text = "med " + to_text(quantity, samples.values.quantile(0.5)) + ", max " +
                    to_text(quantity, samples.values.max());
  return samples.failed == 0 ? text : text + ", " + count_text(double(samples.failed)) + " failed";
}

Reading read_trend(const Window& window, const ThresholdExpression& expression,
                   const Metric& metric) {
  const auto samples = samples_of(window, metric);
  const auto all = samples.count();
  const auto needed = needed_by(expression);
  if (all == 0) return {0, 0, "no samples of " + std::string(metric.name), {}};
  if (all < needed)
    return {0,
            all,
            expression.statistic + " needs " + count_text(double(needed)) + " samples, had " +
                count_text(double(all)) + ": play longer, or ask for a lower percentile",
            {}};
  const auto context = context_of(samples, quantity_of(metric.unit));
  if (const auto value = value_of(samples, expression)) return {*value, all, {}, context};
  return {0, all,
          expression.statistic + " lies among the requests that failed: " +
              count_text(double(samples.failed)) + " of " + count_text(double(all)),
          context, true};
}

Statistic of_trend(const ThresholdExpression& expression, const Metric& metric) {
  Statistic statistic;
  statistic.read = [expression, metric](const Window& window) {
    return read_trend(window, expression, metric);
  };
  if (metric.unit == MetricUnit::milliseconds)
    statistic.lateness_allowed = [](const Window&, const Bound& bound) {
      return std::optional(lateness_allowed_by_latency(from_milliseconds(bound.value)));
    };
  return statistic;
}

// What failed otherwise is the service's, and may break the bound by itself.
std::optional<Duration> allowed_by_timeouts(const Window& window, const Metric& failed,
                                            const Bound& bound) {
  const auto own = failures_by_lateness(window, failed);
  const auto all = window.rate(failed);
  if (own == 0 || !holds(bound, double(all.passes - own) / double(all.count))) return {};
  return lateness_allowed_by_rates;
}

Statistic of_rate(const Metric& metric) {
  auto statistic = share(metric);
  if (metric == metrics::http_req_failed || metric == metrics::grpc_req_failed ||
      metric == metrics::step_failed)
    statistic.lateness_allowed = [metric](const Window& window, const Bound& bound) {
      return allowed_by_timeouts(window, metric, bound);
    };
  return statistic;
}

// Starts and steps: where there were some, a mishap would have been counted.
double played_in(const Window& window) {
  return window.counter(metrics::starts).sum + double(window.rate(metrics::step_failed).count);
}

Statistic of_mishaps(Statistic counted, const Metric& metric) {
  counted.read = [read = counted.read, metric](const Window& window) {
    const auto reading = read(window);
    const auto played = played_in(window);
    const bool none = window.during_load().counter(metric).count == 0;
    if (reading.samples > 0 || !none || played == 0) return reading;
    return Reading{0, std::uint64_t(played), {}, "none happened"};
  };
  counted.lateness_allowed = {};
  return counted;
}

Statistic of_counter(Aggregation aggregation, const Metric& metric) {
  auto statistic = aggregation == Aggregation::rate ? per_second(metric) : total(metric);
  const bool is_mishap =
      std::find(std::begin(mishaps), std::end(mishaps), metric) != std::end(mishaps);
  return is_mishap ? of_mishaps(std::move(statistic), metric) : statistic;
}

Statistic statistic_of(const ThresholdExpression& expression, const Metric& metric) {
  switch (metric.kind) {
    case MetricKind::counter:
      return of_counter(expression.aggregation, metric);
    case MetricKind::gauge:
      return soak_indicator(metric).value_or(last(metric));
    case MetricKind::rate:
      return of_rate(metric);
    case MetricKind::trend:
      break;
  }
  return of_trend(expression, metric);
}

}  // namespace

Quantity threshold_quantity(Aggregation aggregation, const Metric& metric) {
  if (metric.kind == MetricKind::rate) return Quantity::share;
  return aggregation == Aggregation::rate ? Quantity::per_second : quantity_of(metric.unit);
}

Statistic threshold_statistic(const ThresholdExpression& expression, const Metric& metric) {
  auto statistic = statistic_of(expression, metric);
  statistic.name = expression.statistic;
  statistic.quantity = [quantity = threshold_quantity(expression.aggregation, metric)](
                           const Window&) { return quantity; };
  return statistic;
}

}  // namespace proofload
