// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/metric_line.h>

#include <proofload/base/safe_text.h>
#include <proofload/units/quantity_text.h>

#include <fmt/format.h>

#include <utility>

namespace proofload {
namespace {

std::string compact(Quantity quantity, double value) {
  auto text = to_text(quantity, value);
  std::erase(text, ' ');
  return text;
}

std::string per_second(Quantity quantity, double rate) {
  return (quantity == Quantity::bytes ? compact(quantity, rate) : number_text(rate, 4)) + "/s";
}

std::string share_text(std::uint64_t part, std::uint64_t all) {
  const auto hundredths = all == 0 ? 0 : std::uint64_t(double(part) * 10'000 / double(all));
  return fmt::format("{}.{:02}%", hundredths / 100, hundredths % 100);
}

DottedLine gauge_line(std::string name, const Gauge& gauge, Quantity quantity) {
  return {std::move(name),
          {compact(quantity, gauge.last), "min=" + compact(quantity, gauge.min),
           "max=" + compact(quantity, gauge.max)}};
}

}  // namespace

DottedLine amount_line(std::string name, double sum, Quantity quantity, Duration length) {
  const auto rate = length > Duration{} ? sum / in_seconds(length) : 0;
  return {std::move(name), {compact(quantity, sum), per_second(quantity, rate)}};
}

DottedLine share_line(std::string name, std::uint64_t part, std::uint64_t all) {
  return {std::move(name),
          {share_text(part, all), count_text(double(part)) + " out of " + count_text(double(all))}};
}

DottedLine distribution_line(std::string name, const Histogram& trend, Quantity quantity) {
  const std::pair<const char*, double> parts[] = {
      {"avg", trend.mean()}, {"min", trend.min()},           {"med", trend.quantile(0.5)},
      {"max", trend.max()},  {"p(90)", trend.quantile(0.9)}, {"p(95)", trend.quantile(0.95)}};
  DottedLine line{std::move(name), {}, true};
  for (const auto& [part, value] : parts)
    line.values.push_back(std::string(part) + "=" + compact(quantity, value));
  return line;
}

DottedLine metric_line(const Window& window, const Metric& metric) {
  const auto quantity = quantity_of(metric.unit);
  auto name = safe_line(metric.name);
  switch (metric.kind) {
    case MetricKind::counter:
      return amount_line(std::move(name), window.counter(metric).sum, quantity, window.length());
    case MetricKind::rate: {
      const auto rate = window.rate(metric);
      return share_line(std::move(name), rate.passes, rate.count);
    }
    case MetricKind::trend:
      return distribution_line(std::move(name), window.trend(metric), quantity);
    case MetricKind::gauge:
      break;
  }
  return gauge_line(std::move(name), window.gauge(metric), quantity);
}

}  // namespace proofload
