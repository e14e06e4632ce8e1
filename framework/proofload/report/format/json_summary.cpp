// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/json_summary.h>

#include <proofload/base/safe_text.h>
#include <proofload/report/health.h>
#include <proofload/report/metric_values.h>
#include <proofload/report/step_table.h>

#include <fmt/chrono.h>
#include <nlohmann/json.hpp>

namespace proofload {
namespace {

using Object = nlohmann::ordered_json;

constexpr int format_version = 2;

std::string instant_text(WallClock::time_point instant) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(instant);
  const auto milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(instant - seconds).count();
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(seconds), milliseconds);
}

Object texts(const std::vector<std::string>& lines) {
  auto array = Object::array();
  for (const auto& line : lines) array.push_back(safe_text(line));
  return array;
}

Object verdict_object(const Verdict& verdict) {
  return {{"outcome", to_text(verdict.outcome)},
          {"reasons", texts(verdict.reasons)},
          {"notes", texts(verdict.notes)}};
}

Object run_object(const RunFacts& facts) {
  return {{"started_at", instant_text(facts.started_at)},
          {"load", facts.load},
          {"must_prove", facts.must_prove},
          {"processors", facts.processors},
          {"planned_seconds", in_seconds(facts.planned_length)},
          {"played_seconds", in_seconds(facts.played)},
          {"load_scale", facts.scale.load.share()},
          {"time_scale", facts.scale.time.share()},
          {"seed", facts.seed},
          {"target", safe_text(facts.target)},
          {"file", facts.file},
          {"line", facts.line},
          {"ended_early", safe_text(facts.ended_early)},
          {"author_error", safe_text(facts.author_error)}};
}

Object load_object(const LoadAccount& account) {
  Object object{{"planned", nullptr},
                {"started", account.started},
                {"started_in_time", account.on_time},
                {"finished", account.finished},
                {"failed", account.failed},
                {"interrupted", account.interrupted},
                {"dropped", account.dropped()},
                {"delivered_share", account.delivered()},
                {"most_users", account.most_users},
                {"users_allowed", account.users_allowed},
                {"workers", account.workers},
                {"busiest_thread_share", account.busiest_thread}};
  if (account.planned) object["planned"] = *account.planned;
  object["stages"] = Object::array();
  for (const auto& stage : account.stages)
    object["stages"].push_back({{"name", safe_text(stage.name)},
                                {"scenario", safe_text(stage.scenario)},
                                {"planned", stage.planned},
                                {"started_in_time", stage.on_time}});
  return object;
}

Object scenarios_array(const RunFacts& facts) {
  auto array = Object::array();
  for (const auto& [name, load, account] : facts.scenarios) {
    Object object{{"name", safe_text(name)}, {"load", load}};
    object.update(load_object(account));
    array.push_back(std::move(object));
  }
  return array;
}

Object limit_object(const Limit& limit) {
  Object object{{"subject", safe_text(limit.subject)},
                {"statistic", limit.statistic},
                {"comparison", symbol(limit.comparison)},
                {"bound", limit.bound_value},
                {"unit", unit_name(limit.quantity)},
                {"held", limit.held},
                {"standing", to_text(limit.standing())},
                {"observed", nullptr},
                {"samples", limit.samples},
                {"explanation", safe_text(limit.explanation())},
                {"file", limit.file},
                {"line", limit.line}};
  if (limit.problem.empty()) object["observed"] = limit.value;
  return object;
}

Object trend_object(const Histogram& trend) {
  return {{"count", trend.count()},      {"mean", trend.mean()},
          {"min", trend.min()},          {"p50", trend.quantile(0.5)},
          {"p90", trend.quantile(0.9)},  {"p95", trend.quantile(0.95)},
          {"p99", trend.quantile(0.99)}, {"p99.9", trend.quantile(0.999)},
          {"max", trend.max()}};
}

Object numbers_object(const std::map<std::string, std::uint64_t>& numbers) {
  auto object = Object::object();
  for (const auto& [name, number] : numbers) object[safe_text(name)] = number;
  return object;
}

Object step_object(const StepRow& row) {
  return {{"scenario", safe_text(row.scenario)},
          {"name", safe_text(row.name)},
          {"requests", row.requests},
          {"failed", row.failed},
          {"statuses", numbers_object(row.statuses)},
          {"errors", numbers_object(row.errors)},
          {"response_ms", trend_object(row.response)},
          {"service_ms", trend_object(row.service)}};
}

Object metrics_object(const Window& window) {
  auto object = Object::object();
  for (const auto& metric : window.metrics()) {
    auto values = Object::object();
    for (const auto& [part, value] : values_of(window, metric)) values[part] = value;
    auto name = safe_text(metric.name);
    if (object.contains(name)) name += " (" + std::string(to_text(metric.kind)) + ")";
    object[name] = {{"kind", to_text(metric.kind)}, {"values", values}};
  }
  return object;
}

// How late starts were, in buckets a tenth wide: fine enough to draw.
Object pacing_object(const Histogram& pacing) {
  constexpr double widest = 1.1;
  auto buckets = Object::array();
  for (const auto& [index, number] : pacing.buckets()) {
    const auto low = Histogram::low(index);
    const auto high = Histogram::high(index);
    if (!buckets.empty() && high <= widest * buckets.back()["low_ms"].get<double>()) {
      auto& last = buckets.back();
      last["high_ms"] = high;
      last["count"] = last["count"].get<std::uint64_t>() + number;
    } else {
      buckets.push_back({{"low_ms", low}, {"high_ms", high}, {"count", number}});
    }
  }
  auto object = trend_object(pacing);
  object["buckets"] = std::move(buckets);
  return object;
}

Object generator_object(const Report& report, const Health& health) {
  return {{"healthy_share", health.share()},
          {"healthy_slices", health.healthy_voters()},
          {"judged_slices", health.voters()},
          {"unhealthy_because", safe_text(health.summary())},
          {"pacing_ms", pacing_object(report.trend(metrics::pacing))}};
}

Object slice_object(const Window& window) {
  const auto failed = window.rate(metrics::step_failed);
  const auto response = window.trend(metrics::response);
  return {{"started", window.counter(metrics::starts).count},
          {"late", window.counter(metrics::late_starts).sum},
          {"dropped", window.counter(metrics::dropped_iterations).sum},
          {"users", window.gauge(metrics::vus).last},
          {"requests", failed.count},
          {"failed", failed.passes},
          {"response_p50_ms", response.quantile(0.5)},
          {"response_p95_ms", response.quantile(0.95)},
          {"response_max_ms", response.max()},
          {"pacing_p99_ms", window.trend(metrics::pacing).quantile(0.99)}};
}

// Warm-up is no part of it, nor what came after the end of the load.
Object slices_array(const Report& report, const Health& health) {
  auto array = Object::array();
  const auto& timeline = report.measurements()->timeline();
  const auto& planned = report.facts().planned;
  for (auto slice = timeline.slice_at(report.from()); slice + 1 < timeline.slices(); ++slice) {
    const auto from = timeline.from(slice);
    const auto to = timeline.to(slice);
    Object object{{"from_seconds", in_seconds(from)}, {"to_seconds", in_seconds(to)}};
    object["planned"] = slice < planned.size() ? Object(planned[slice]) : Object();
    object.update(slice_object(report.between(from, to).during_load()));
    object["healthy"] = health.slices()[slice].healthy;
    object["unhealthy_because"] = safe_text(health.slices()[slice].reason);
    array.push_back(std::move(object));
  }
  return array;
}

}  // namespace

std::string json_summary(const RunResult& result) {
  const auto& report = result.report;
  const auto& facts = report.facts();
  const auto health = health_of(report, lateness_allowed(result.limits));
  Object document{{"format", "proofload.summary"},
                  {"version", format_version},
                  {"test", facts.test},
                  {"verdict", verdict_object(result.verdict)},
                  {"run", run_object(facts)},
                  {"load", load_object(facts.account)},
                  {"scenarios", scenarios_array(facts)},
                  {"generator", generator_object(report, health)},
                  {"limits", Object::array()},
                  {"failures", Object::array()},
                  {"steps", Object::array()}};
  for (const auto& limit : result.limits) document["limits"].push_back(limit_object(limit));
  for (const auto& failure : result.failures)
    document["failures"].push_back(
        {{"text", safe_text(failure.text)}, {"file", failure.file}, {"line", failure.line}});
  for (const auto& row : step_rows(report)) document["steps"].push_back(step_object(row));
  document["metrics"] = metrics_object(report);
  document["slices"] = slices_array(report, health);
  return document.dump(2, ' ', false, Object::error_handler_t::replace) + "\n";
}

}  // namespace proofload
