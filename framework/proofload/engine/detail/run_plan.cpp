// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/run_plan.h>

namespace proofload {
namespace {

Duration begin_of(const Plan& plan, const std::vector<PlannedScenario>& earlier) {
  const auto first =
      std::find_if(earlier.begin(), earlier.end(), [&](const PlannedScenario& candidate) {
        return !plan.after.empty() && candidate.plan.name == plan.after;
      });
  return (first == earlier.end() ? Duration{} : first->to()) + plan.start_after;
}

std::vector<StageSpan> spans_of(const PlannedScenario& scenario) {
  std::vector<StageSpan> spans;
  auto from = scenario.from;
  for (const auto& stage : stages_of(scenario.plan.load)) {
    if (stage.length == Duration{}) continue;  // a jump has no time of its own
    spans.push_back({stage.name, from, from + stage.length, scenario.plan.name});
    from += stage.length;
  }
  return spans;
}

}  // namespace

DispatchOptions PlannedScenario::dispatch_options(std::uint64_t seed) const {
  DispatchOptions options;
  options.max_users = users_allowed(plan);
  options.min_users = plan.min_users;
  options.when_busy = plan.when_busy;
  options.ramp_down = plan.graceful_ramp_down;
  options.seed = seed;
  options.stream = number;
  return options;
}

std::vector<PlannedScenario> planned_scenarios(const std::vector<Plan>& plans) {
  std::vector<PlannedScenario> scenarios;
  for (const auto& plan : plans) {
    PlannedScenario scenario{plan};
    scenario.number = std::uint32_t(scenarios.size());
    scenario.from = begin_of(plan, scenarios);
    scenario.warm_up = warm_up_of(plan.load);
    scenario.length = length_of(plan.load);
    scenario.stages = spans_of(scenario);
    scenarios.push_back(std::move(scenario));
  }
  return scenarios;
}

Timeline timeline_of(const std::vector<PlannedScenario>& scenarios) {
  std::vector<ScenarioSpan> spans;
  std::vector<StageSpan> stages;
  for (const auto& scenario : scenarios) {
    spans.push_back({scenario.plan.name, scenario.from, scenario.measured_from(), scenario.to()});
    stages.insert(stages.end(), scenario.stages.begin(), scenario.stages.end());
  }
  return {std::move(spans), std::move(stages)};
}

}  // namespace proofload
