// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/thresholds/threshold.h>

#include <proofload/base/safe_text.h>
#include <proofload/report/thresholds/detail/counted_nothing.h>
#include <proofload/report/thresholds/threshold_statistic.h>

namespace proofload {
namespace {

constexpr MetricKind kinds[] = {MetricKind::counter, MetricKind::gauge, MetricKind::rate,
                                MetricKind::trend};

std::optional<MetricKind> built_in_kind(std::string_view name) {
  for (const auto kind : kinds)
    if (metrics::is_built_in({name, kind})) return kind;
  return {};
}

MetricKind first_kind_with(Aggregation aggregation) {
  for (const auto kind : kinds)
    if (is_known_of(aggregation, kind)) return kind;
  return MetricKind::trend;
}

MetricUnit unit_of(MetricKind kind, std::optional<Quantity> quantity) {
  if (quantity == Quantity::bytes) return MetricUnit::bytes;
  const bool timed = kind == MetricKind::trend || quantity == Quantity::milliseconds;
  return timed ? MetricUnit::milliseconds : MetricUnit::none;
}

std::string bound_text(const Bound& bound, const Bound& unscaled, Quantity quantity) {
  auto text = std::string(symbol(bound.comparison)) + " " + to_text(quantity, bound.value);
  if (bound.value != unscaled.value)
    text += " (scaled from " + to_text(quantity, unscaled.value) + ")";
  return text;
}

// A limit that nothing was found for.
Limit without_result(const Bound& bound, std::string problem) {
  Limit limit;
  limit.comparison = bound.comparison;
  limit.bound_value = bound.value;
  limit.problem = std::move(problem);
  return limit;
}

// What was found of a metric that can be held against the expression.
Limit found(const Threshold& threshold, const Metric& metric, const Bound& bound,
            const Report& report) {
  const auto quantity = threshold_quantity(threshold.expression.aggregation, metric);
  if (const auto part = detail::where_counted_nothing(threshold.selector, metric, report))
    return judge(*part, detail::counted_nothing(metric, quantity), bound);
  const auto window = threshold.selector.window(report);
  if (!window) return without_result(bound, window.error());
  return judge(window.value(), threshold_statistic(threshold.expression, metric), bound);
}

}  // namespace

Metric Threshold::metric_in(const Window& run) const {
  std::optional<Metric> named;
  for (const auto& metric : run.metrics()) {
    if (metric.name != selector.metric) continue;
    if (is_known_of(expression.aggregation, metric.kind)) return metric;
    named = metric;
  }
  if (named) return *named;
  const auto kind =
      built_in_kind(selector.metric).value_or(first_kind_with(expression.aggregation));
  return {selector.metric, kind, unit_of(kind, expression.quantity)};
}

std::string Threshold::mistake(const Metric& metric) const {
  const auto name = safe_line(selector.metric);
  if (!is_known_of(expression.aggregation, metric.kind))
    return name + " is a " + std::string(to_text(metric.kind)) + ", and has no " +
           expression.statistic + ": ask for " + std::string(aggregations_of(metric.kind));
  const auto measured = threshold_quantity(expression.aggregation, metric);
  if (expression.quantity.value_or(measured) == measured) return {};
  return expression.statistic + " of " + name + " is measured as " +
         std::string(unit_name(measured)) + ", but its limit is given as " +
         std::string(unit_name(*expression.quantity));
}

Bound Threshold::bound(const Metric& metric, const Scale& scale) const {
  auto bound = expression.bound;
  const bool lower = is_lower(bound.comparison);
  const bool of_users = metric == metrics::vus || metric == metrics::vus_max;
  const bool counts = metric.kind == MetricKind::counter;
  const bool rate = counts && expression.aggregation == Aggregation::rate;
  if (rate || (lower && (counts || of_users))) bound.value *= scale.load.share();
  if (lower && counts && !rate) bound.value *= scale.time.share();
  return bound;
}

Limit Threshold::judged(const Report& report) const {
  const auto metric = metric_in(report);
  const auto& scale = report.facts().scale;
  const auto limit_value = bound(metric, scale);
  auto problem = mistake(metric);
  auto limit = problem.empty() ? found(*this, metric, limit_value, report)
                               : without_result(limit_value, std::move(problem));
  if (!limit.problem.empty() && !scale.is_full()) limit.problem += " (the run was scaled)";
  limit.subject = selector.text;
  limit.statistic = expression.statistic;
  limit.quantity = threshold_quantity(expression.aggregation, metric);
  limit.bound = bound_text(limit_value, expression.bound, limit.quantity);
  limit.source = file.empty() ? "command line" : "file";
  limit.metric = selector.text;
  limit.expression = expression.text;
  limit.file = file;
  limit.line = line;
  return limit;
}

Result<Threshold> parse_threshold(std::string_view selector, std::string_view expression) {
  auto about = parse_threshold_selector(selector);
  if (!about) return Error{about.error()};
  auto asked = parse_threshold_expression(expression);
  if (!asked) return Error{asked.error()};
  Threshold threshold{std::move(about).value(), std::move(asked).value()};
  const auto kind = built_in_kind(threshold.selector.metric);
  if (!kind) return threshold;
  const auto unit = *kind == MetricKind::trend ? MetricUnit::milliseconds
                                               : unit_of(*kind, threshold.expression.quantity);
  const auto wrong = threshold.mistake({threshold.selector.metric, *kind, unit});
  if (!wrong.empty())
    return Error{"threshold \"" + safe_line(threshold.selector.text) + ": " +
                 safe_line(threshold.expression.text) + "\": " + wrong};
  return threshold;
}

}  // namespace proofload
