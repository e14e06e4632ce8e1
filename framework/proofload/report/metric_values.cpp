// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/metric_values.h>

#include <proofload/report/quantity.h>

namespace proofload {
namespace {

NamedValues of_counter(const Counter& counter, Duration length) {
  const double seconds = in_seconds(length);
  return {{"count", counter.sum}, {"rate", seconds > 0 ? counter.sum / seconds : 0}};
}

NamedValues of_rate(const PassRate& rate) {
  return {{"rate", rate.share()},
          {"passes", double(rate.passes)},
          {"fails", double(rate.count - rate.passes)}};
}

NamedValues of_trend(const Histogram& trend) {
  return {{"count", double(trend.count())},
          {"avg", trend.mean()},
          {"min", trend.min()},
          {"med", trend.quantile(0.5)},
          {"p(90)", trend.quantile(0.9)},
          {"p(95)", trend.quantile(0.95)},
          {"p(99)", trend.quantile(0.99)},
          {"p(99.9)", trend.quantile(0.999)},
          {"max", trend.max()}};
}

Quantity quantity_of_part(const Metric& metric, const std::string& part) {
  const bool whole_number = part == "count" && metric.kind == MetricKind::trend;
  if (whole_number || part == "passes" || part == "fails") return Quantity::count;
  if (part == "rate")
    return metric.kind == MetricKind::rate ? Quantity::share : Quantity::per_second;
  return quantity_of(metric.unit);
}

}  // namespace

NamedValues values_of(const Window& window, const Metric& metric) {
  switch (metric.kind) {
    case MetricKind::counter:
      return of_counter(window.counter(metric), window.length());
    case MetricKind::rate:
      return of_rate(window.rate(metric));
    case MetricKind::trend:
      return of_trend(window.trend(metric));
    case MetricKind::gauge:
      break;
  }
  const auto gauge = window.gauge(metric);
  return {{"value", gauge.last}, {"min", gauge.min}, {"max", gauge.max}};
}

std::string values_text(const Window& window, const Metric& metric) {
  std::string text;
  for (const auto& [part, value] : values_of(window, metric))
    text +=
        (text.empty() ? "" : "  ") + part + "=" + to_text(quantity_of_part(metric, part), value);
  return text;
}

}  // namespace proofload
