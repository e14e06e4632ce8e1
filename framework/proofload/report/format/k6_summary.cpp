// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/k6_summary.h>

#include <proofload/report/format/detail/instant_text.h>
#include <proofload/report/format/detail/json_number.h>
#include <proofload/report/k6_metrics.h>

namespace proofload {
namespace {

constexpr int summary_indent = 4;
constexpr std::string_view schema_version = "1.0.0";
constexpr std::string_view k6_version = "0.0.0+proofload";

struct SummaryValues {
  Object operator()(const Counter& counter) const { return {{"count", json_number(counter.sum)}}; }

  Object operator()(const Gauge& gauge) const {
    return {{"max", json_number(gauge.max)},
            {"min", json_number(gauge.min)},
            {"value", json_number(gauge.last)}};
  }

  Object operator()(const PassRate& rate) const {
    return {{"matches", rate.passes}, {"rate", json_number(rate.share())}, {"total", rate.count}};
  }

  Object operator()(const Histogram& trend) const {
    return {
        {"avg", json_number(trend.mean())},          {"max", json_number(trend.max())},
        {"med", json_number(trend.quantile(0.5))},   {"min", json_number(trend.min())},
        {"p(90)", json_number(trend.quantile(0.9))}, {"p(95)", json_number(trend.quantile(0.95))}};
  }
};

Object metric_object(std::string_view name, const Metric& metric, const Sink& sink) {
  return {{"name", name},
          {"type", to_text(metric.kind)},
          {"contains", k6_contains(metric)},
          {"values", std::visit(SummaryValues{}, sink)}};
}

Object check_metrics(const PassRate& checks) {
  const auto failed = PassRate{checks.count - checks.passes, checks.count};
  const auto total = Counter{double(checks.count), checks.count};
  auto array = Object::array();
  array.push_back(metric_object("checks_total", counter("checks_total"), total));
  array.push_back(metric_object("checks_failed", metrics::checks, failed));
  array.push_back(metric_object("checks_succeeded", metrics::checks, checks));
  return array;
}

Object check_results(const Report& report) {
  auto array = Object::array();
  for (const auto& name : report.values_of("check")) {
    const auto rate = report.tagged("check", name).rate(metrics::checks);
    if (rate.count == 0) continue;
    array.push_back({{"name", name}, {"passes", rate.passes}, {"fails", rate.count - rate.passes}});
  }
  return array;
}

Object metrics_array(const RunResult& result) {
  auto array = Object::array();
  for (const auto& one : k6_metrics(result)) {
    const auto& metric = one.metric;
    if (!metric || *metric == metrics::checks || *metric == metrics::group_duration) continue;
    array.push_back(metric_object(one.name, *metric, one.sink));
  }
  return array;
}

Object results_object(const RunResult& result) {
  auto object = Object::object();
  const auto checks = result.report.rate(metrics::checks);
  if (checks.count > 0)
    object["checks"] = {{"metrics", check_metrics(checks)},
                        {"results", check_results(result.report)}};
  object["metrics"] = metrics_array(result);
  return object;
}

}  // namespace

std::string k6_summary(const RunResult& result) {
  const auto& facts = result.report.facts();
  const Object document{
      {"version", schema_version},
      {"config",
       {{"duration", json_number(in_seconds(facts.played))},
        {"execution", "local"},
        {"script", facts.test}}},
      {"metadata",
       {{"generatedAt", instant_text(facts.started_at + facts.played)}, {"k6Version", k6_version}}},
      {"results", results_object(result)}};
  return json_text(document, summary_indent);
}

}  // namespace proofload
