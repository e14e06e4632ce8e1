// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/baseline/baseline.h>

#include <proofload/base/machine.h>
#include <proofload/base/safe_text.h>
#include <proofload/report/format/detail/instant_text.h>
#include <proofload/report/statistic.h>
#include <proofload/report/step_table.h>

namespace proofload {
namespace {

std::optional<double> percentile_of(const Window& window, double share) {
  const auto reading = percentile(share).read(window);
  if (!reading.missing.empty()) return {};
  return reading.value;
}

StepBaseline step_baseline(const Report& report, const StepRow& row) {
  const auto step =
      row.scenario.empty() ? report.step(row.name) : report.scenario(row.scenario).step(row.name);
  return {safe_text(row.scenario),
          safe_text(row.name),
          row.requests,
          row.failed,
          percentile_of(step, 0.5),
          percentile_of(step, 0.95),
          percentile_of(step, 0.99)};
}

ScenarioWorkload scenario_workload(const ScenarioFacts& scenario) {
  return {safe_text(scenario.name), safe_text(scenario.load), scenario.mix,
          std::uint64_t(scenario.account.users_allowed)};
}

Workload workload_of(const RunFacts& facts) {
  Workload workload;
  workload.load_scale = facts.scale.load.share();
  workload.time_scale = facts.scale.time.share();
  workload.version = this_machine().version;
  for (const auto& scenario : facts.scenarios)
    workload.scenarios.push_back(scenario_workload(scenario));
  return workload;
}

}  // namespace

Baseline baseline_of(const Report& report) {
  const auto& facts = report.facts();
  Baseline baseline;
  baseline.test = safe_text(facts.test);
  baseline.environment = facts.environment;
  baseline.recorded_at = instant_text(facts.started_at);
  baseline.workload = workload_of(facts);
  baseline.requests = report.rate(metrics::step_failed).count;
  baseline.error_rate = error_rate().read(report).value;
  baseline.throughput = throughput().read(report).value;
  for (const auto& row : step_rows(report)) baseline.steps.push_back(step_baseline(report, row));
  return baseline;
}

}  // namespace proofload
