// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/k6_summary_export.h>

#include <proofload/base/secret.h>
#include <proofload/report/format/detail/json_number.h>
#include <proofload/report/format/detail/md5.h>
#include <proofload/report/k6_groups.h>
#include <proofload/report/k6_metrics.h>

namespace proofload {
namespace {

constexpr int export_indent = 4;

struct ExportedValues {
  Duration length;

  Object operator()(const Counter& counter) const {
    const double seconds = in_seconds(length);
    return {{"count", json_number(counter.sum)},
            {"rate", json_number(seconds > 0 ? counter.sum / seconds : 0)}};
  }

  Object operator()(const Gauge& gauge) const {
    return {{"value", json_number(gauge.last)},
            {"min", json_number(gauge.min)},
            {"max", json_number(gauge.max)}};
  }

  Object operator()(const PassRate& rate) const {
    Object values{{"passes", rate.passes}, {"fails", rate.count - rate.passes}};
    if (rate.count > 0) values["value"] = json_number(rate.share());
    return values;
  }

  Object operator()(const Histogram& trend) const {
    return {
        {"avg", json_number(trend.mean())},          {"min", json_number(trend.min())},
        {"med", json_number(trend.quantile(0.5))},   {"max", json_number(trend.max())},
        {"p(90)", json_number(trend.quantile(0.9))}, {"p(95)", json_number(trend.quantile(0.95))}};
  }
};

Object metric_object(const K6Metric& metric) {
  auto object = Object::object();
  if (metric.metric) object = std::visit(ExportedValues{metric.length}, metric.sink);
  for (const auto& threshold : metric.thresholds)
    object["thresholds"][threshold.expression] = !threshold.held;
  return object;
}

Object check_object(const K6Check& check) {
  return {{"name", check.name},
          {"path", check.path},
          {"id", md5_text(without_secrets(check.path))},
          {"passes", check.passes},
          {"fails", check.fails}};
}

Object group_object(const K6Group& group) {
  Object object{{"name", group.name},
                {"path", group.path},
                {"id", md5_text(without_secrets(group.path))},
                {"groups", Object::object()},
                {"checks", Object::object()}};
  for (const auto& inner : group.groups) object["groups"][inner.name] = group_object(inner);
  for (const auto& check : group.checks) object["checks"][check.name] = check_object(check);
  return object;
}

}  // namespace

std::string k6_summary_export(const RunResult& result) {
  auto metrics = Object::object();
  for (const auto& metric : k6_metrics(result)) metrics[metric.name] = metric_object(metric);
  const Object document{{"root_group", group_object(k6_root_group(result.report))},
                        {"metrics", std::move(metrics)}};
  return json_text(document, export_indent);
}

}  // namespace proofload
