// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/json_summary.h>

#include <proofload/base/machine.h>
#include <proofload/base/safe_text.h>
#include <proofload/report/format/detail/instant_text.h>
#include <proofload/report/format/detail/summary_parts.h>
#include <proofload/report/metric_values.h>
#include <proofload/report/step_table.h>

#include <array>
#include <optional>

namespace proofload {
namespace {

constexpr int format_version = 3;

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

Object environment_object() {
  const auto& machine = this_machine();
  return {{"host", safe_text(machine.host)},
          {"system", safe_text(machine.system)},
          {"processor", safe_text(machine.processor)},
          {"processors", machine.processors},
          {"memory_bytes", machine.memory},
          {"proofload", machine.version},
          {"compiler", machine.compiler},
          {"build", machine.build}};
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
          {"environment_name", safe_text(facts.environment)},
          {"file", facts.file},
          {"line", facts.line},
          {"ended_early", safe_text(facts.ended_early)},
          {"author_error", safe_text(facts.author_error)},
          {"environment", environment_object()}};
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
  for (const auto& scenario : facts.scenarios) {
    Object object{{"name", safe_text(scenario.name)}, {"load", scenario.load}};
    object.update(load_object(scenario.account));
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
                {"margin", limit.margin},
                {"source", limit.source},
                {"explanation", safe_text(limit.explanation())},
                {"file", limit.file},
                {"line", limit.line}};
  if (limit.problem.empty()) object["observed"] = limit.value;
  return object;
}

Object failure_object(const AssertionFailure& failure) {
  return {{"text", safe_text(failure.text)}, {"file", failure.file}, {"line", failure.line}};
}

template <class Values, class Write>
Object array_of(const Values& values, Write write) {
  auto array = Object::array();
  for (const auto& value : values) array.push_back(write(value));
  return array;
}

Object numbers_object(const std::map<std::string, std::uint64_t>& numbers) {
  auto object = Object::object();
  for (const auto& [name, number] : numbers) object[safe_text(name)] = number;
  return object;
}

Object phases_object(const Window& step) {
  constexpr std::array<std::pair<const char*, Metric>, 6> phases{{
      {"looking_up", metrics::http_req_looking_up},
      {"connecting", metrics::http_req_connecting},
      {"tls_handshaking", metrics::http_req_tls_handshaking},
      {"sending", metrics::http_req_sending},
      {"waiting", metrics::http_req_waiting},
      {"receiving", metrics::http_req_receiving},
  }};
  auto object = Object::object();
  for (const auto& [name, metric] : phases)
    if (const auto trend = step.trend(metric); trend.count() > 0)
      object[name] = {{"mean", trend.mean()}, {"max", trend.max()}};
  return object;
}

void write_step(JsonWriter& steps, const Report& report, const StepRow& row) {
  const auto step = report.step(row.name);
  steps.begin_object();
  steps.member("scenario", safe_text(row.scenario));
  steps.member("name", safe_text(row.name));
  steps.member("requests", row.requests);
  steps.member("failed", row.failed);
  steps.member("statuses", numbers_object(row.statuses));
  steps.member("errors", numbers_object(row.errors));
  steps.member("response_ms", trend_object(row.response));
  steps.member("service_ms", trend_object(row.service));
  write_histogram(steps, "response_histogram", row.response, "ms");
  write_histogram(steps, "service_histogram", row.service, "ms");
  steps.member("phases_ms",
               phases_object(row.scenario.empty() ? step : step.tagged("scenario", row.scenario)));
  steps.end();
}

Object checks_array(const Report& report) {
  auto array = Object::array();
  for (const auto& name : report.values_of("check")) {
    const auto checks = report.tagged("check", name).rate(metrics::checks);
    array.push_back({{"name", safe_text(name)},
                     {"passes", checks.passes},
                     {"fails", checks.count - checks.passes}});
  }
  return array;
}

Object stage_object(const StageSpan& stage, const Window& part) {
  const auto failed = part.rate(metrics::step_failed);
  const auto seconds = in_seconds(part.length());
  const auto successes = part.during_load().counter(metrics::step_successes).sum;
  return {{"name", safe_text(stage.name)},
          {"scenario", safe_text(stage.scenario)},
          {"from_seconds", in_seconds(stage.from)},
          {"to_seconds", in_seconds(stage.to)},
          {"requests", failed.count},
          {"failed", failed.passes},
          {"throughput_per_second", seconds > 0 ? successes / seconds : 0},
          {"response_ms", trend_object(part.trend(metrics::response))}};
}

// Those that were reached.
Object stages_array(const Report& report) {
  auto array = Object::array();
  const auto& timeline = report.measurements()->timeline();
  for (const auto& stage : timeline.stages()) {
    if (stage.from >= timeline.end()) continue;
    const auto part = report.between(stage.from, stage.to);
    array.push_back(stage_object(
        stage, stage.scenario.empty() ? part : part.tagged("scenario", stage.scenario)));
  }
  return array;
}

Object metrics_object(const Window& window) {
  auto object = Object::object();
  for (const auto& metric : window.metrics()) {
    auto values = Object::object();
    for (const auto& [part, value] : values_of(window, metric)) values[part] = value;
    auto name = safe_text(metric.name);
    if (object.contains(name)) name += " (" + std::string(to_text(metric.kind)) + ")";
    object[name] = {{"kind", to_text(metric.kind)},
                    {"unit", unit_text(metric.unit)},
                    {"values", std::move(values)}};
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

// Of a run that still plays there are no slices to judge.
Object generator_object(const Report& report, const Health* health) {
  Object object{{"healthy_share", nullptr},
                {"healthy_slices", nullptr},
                {"judged_slices", nullptr},
                {"unhealthy_because", ""}};
  if (health != nullptr)
    object = {{"healthy_share", health->share()},
              {"healthy_slices", health->healthy_voters()},
              {"judged_slices", health->voters()},
              {"unhealthy_because", safe_text(health->summary())}};
  object["pacing_ms"] = pacing_object(report.trend(metrics::pacing));
  return object;
}

}  // namespace

void write_json_summary(const RunResult& result, const TextSink& sink) {
  const auto& report = result.report;
  const auto& facts = report.facts();
  std::optional<Health> judged;
  if (facts.complete) judged = health_of(report, lateness_allowed(result.limits));
  const auto* health = judged ? &*judged : nullptr;
  JsonWriter document(sink);
  document.member("format", "proofload.summary");
  document.member("version", format_version);
  document.member("complete", facts.complete);
  document.member("test", facts.test);
  document.member("verdict", verdict_object(result.verdict));
  document.member("run", run_object(facts));
  document.member("load", load_object(facts.account));
  document.member("scenarios", scenarios_array(facts));
  document.member("stages", facts.complete ? stages_array(report) : Object::array());
  document.member("generator", generator_object(report, health));
  document.member("findings", findings_object(report));
  document.member("limits", array_of(result.limits, limit_object));
  document.member("failures", array_of(result.failures, failure_object));
  document.begin_list("steps");
  for (const auto& row : step_rows(report)) write_step(document, report, row);
  document.end();
  document.member("checks", checks_array(report));
  document.member("metrics", metrics_object(report));
  document.begin_object("histograms");
  write_histogram(document, "response", report.trend(metrics::response), "ms");
  write_histogram(document, "service", report.trend(metrics::service), "ms");
  document.end();
  write_course(document, report, health);
  document.member("exemplars", exemplars_object(facts.exemplars));
  document.finish();
}

std::string json_summary(const RunResult& result) {
  std::string text;
  write_json_summary(result, [&](std::string_view piece) { text += piece; });
  return text;
}

}  // namespace proofload
