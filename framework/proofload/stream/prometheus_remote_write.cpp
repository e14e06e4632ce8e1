// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/prometheus_remote_write.h>

#include <proofload/stream/run_tags.h>

namespace proofload {
namespace {

struct TrendPart {
  std::string_view name;
  double (*value)(const TrendValues&);
  bool in_unit = true;  // of the metric, not a number of samples
};

constexpr TrendPart trend_parts[] = {
    {"count", [](const TrendValues& trend) { return double(trend.count); }, false},
    {"sum", [](const TrendValues& trend) { return trend.sum; }},
    {"min", [](const TrendValues& trend) { return trend.min; }},
    {"max", [](const TrendValues& trend) { return trend.max; }},
    {"avg", [](const TrendValues& trend) { return trend.mean(); }},
    {"med", [](const TrendValues& trend) { return trend.median; }},
    {"p90", [](const TrendValues& trend) { return trend.p90; }},
    {"p95", [](const TrendValues& trend) { return trend.p95; }},
    {"p99", [](const TrendValues& trend) { return trend.p99; }},
    {"p999", [](const TrendValues& trend) { return trend.p999; }},
};

constexpr double milliseconds_in_second = 1000;

double in_base_unit(MetricUnit unit, double value) {
  return unit == MetricUnit::milliseconds ? value / milliseconds_in_second : value;
}

double in_base_unit(Quantity quantity, double value) {
  return quantity == Quantity::milliseconds ? value / milliseconds_in_second : value;
}

std::string base_name(const Metric& metric) { return "k6_" + prometheus_name(metric.name); }

// Adds the values of one series.
class SeriesWriter {
 public:
  SeriesWriter(PrometheusRequest& request, const Metric& metric, const Tags& labels)
      : request_(request), metric_(metric), labels_(labels), names_(prometheus_names(metric)) {}

  void operator()(const Counter& counter) const { add(0, in_unit(counter.sum)); }
  void operator()(const Gauge& gauge) const { add(0, in_unit(gauge.last)); }
  void operator()(const PassRate& rate) const { add(0, rate.share()); }

  void operator()(const TrendValues& trend) const {
    std::size_t number = 0;
    for (const auto& part : trend_parts) {
      const double value = part.value(trend);
      add(number++, part.in_unit ? in_unit(value) : value);
    }
  }

 private:
  double in_unit(double value) const { return in_base_unit(metric_.unit, value); }
  void add(std::size_t name, double value) const { request_.add(names_[name], labels_, value); }

  PrometheusRequest& request_;
  const Metric& metric_;
  const Tags& labels_;
  std::vector<std::string> names_;
};

void add_limit(PrometheusRequest& request, const Limit& limit, Tags tags) {
  tags.set("threshold", limit.statement());
  tags.set("subject", limit.subject);
  tags.set("source", limit.source);
  const auto labels = prometheus_labels(tags);
  request.add("k6_threshold_passed", labels, limit.held ? 1 : 0);
  request.add("k6_threshold_limit", labels, in_base_unit(limit.quantity, limit.bound_value));
  if (limit.problem.empty())
    request.add("k6_threshold_value", labels, in_base_unit(limit.quantity, limit.value));
}

}  // namespace

std::vector<std::string> prometheus_names(const Metric& metric) {
  const auto name = base_name(metric);
  if (metric.kind == MetricKind::counter) return {name + "_total"};
  if (metric.kind == MetricKind::gauge) return {name};
  if (metric.kind == MetricKind::rate) return {name + "_rate"};
  std::vector<std::string> names;
  for (const auto& part : trend_parts) names.push_back(name + "_" + std::string(part.name));
  return names;
}

void add_snapshot(PrometheusRequest& request, const MetricSnapshot& snapshot, std::string_view test,
                  const Tags& of_run) {
  for (const auto& [series, values] : snapshot) {
    auto tags = with_run_tags(series->tags, of_run);
    tags.set("test", test);
    const auto labels = prometheus_labels(tags);
    std::visit(SeriesWriter(request, series->metric, labels), values);
  }
}

void add_verdict(PrometheusRequest& request, const RunResult& result, const Tags& of_run) {
  const auto tags_of_run = with_run_tags({{"test", result.report.facts().test}}, of_run);
  for (const auto outcome : {Outcome::pass, Outcome::fail, Outcome::invalid}) {
    auto tags = tags_of_run;
    tags.set("outcome", to_text(outcome));
    request.add("k6_verdict", prometheus_labels(tags), outcome == result.verdict.outcome ? 1 : 0);
  }
  for (const bool held : {false, true})
    for (const auto& limit : result.limits)
      if (limit.held == held) add_limit(request, limit, tags_of_run);
}

}  // namespace proofload
