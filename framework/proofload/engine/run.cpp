// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/run.h>

#include <proofload/engine/detail/conductor.h>
#include <proofload/engine/detail/file_limit.h>
#include <proofload/engine/detail/single_play.h>
#include <proofload/load/forecast.h>
#include <proofload/units/quantity_text.h>

namespace proofload {
namespace {

// What a process needs beside the connections of its users.
constexpr std::uint64_t other_files = 64;

// Measured with plain HTTP: see the load test of nginx that holds a thousand users.
constexpr std::int64_t memory_of_user = 34'000;
constexpr std::int64_t memory_of_run = 20'000'000;

std::vector<Plan> scaled_plans(std::vector<Plan> plans, Scale scale) {
  for (auto& plan : plans) {
    plan.load = scaled(plan.load, scale);
    plan.start_after = from_seconds(in_seconds(plan.start_after) * scale.time.share());
  }
  return plans;
}

std::string too_long(Duration needed, Duration left) {
  return "the load takes " + to_text(needed) + ", but the budget of the test leaves " +
         to_text(std::max(left, Duration{})) + ": declare a larger one, such as budget(" +
         std::to_string(std::chrono::ceil<std::chrono::minutes>(needed).count() + 2) +
         "min), or play less with --time-scale";
}

bool is_bounded_by_count(const std::vector<Plan>& plans) {
  return std::any_of(plans.begin(), plans.end(), [](const Plan& plan) {
    return std::holds_alternative<IterationLoad>(plan.load);
  });
}

void find_file_problem(std::int64_t users, std::vector<std::string>& found) {
  const auto needed = std::uint64_t(std::max<std::int64_t>(users, 0)) + other_files;
  const auto allowed = greatest_file_limit();
  if (needed > allowed)
    found.push_back("a plan with " + to_text(Users(users)) + " needs " +
                    count_text(double(needed)) + " descriptors, this machine allows " +
                    count_text(double(allowed)) + ": raise ulimit -n");
}

}  // namespace

std::vector<std::string> problems(const std::vector<Plan>& plans, const RunSettings& settings) {
  auto found = problems(plans);
  if (settings.workers == 0) found.push_back("a run needs at least one worker");
  if (!found.empty()) return found;
  const auto played = scaled_plans(plans, settings.scale);
  const auto needed = timeline_of(planned_scenarios(played)).end();
  // A number of iterations may be through long before its maximal length.
  if (needed > settings.deadline && !is_bounded_by_count(played))
    found.push_back(too_long(needed, settings.deadline));
  std::int64_t users = 0;
  for (const auto& plan : played) users += users_allowed(plan).count();
  find_file_problem(users, found);
  return found;
}

RunForecast forecast(const std::vector<Plan>& plans, const RunSettings& settings) {
  RunForecast run;
  run.test = settings.test;
  run.target = settings.target;
  run.scale = settings.scale;
  run.seed = settings.seed;
  run.workers = settings.workers;
  const auto scenarios = planned_scenarios(scaled_plans(plans, settings.scale));
  run.length = timeline_of(scenarios).end();
  std::int64_t users = 0;
  for (const auto& scenario : scenarios) {
    const auto& plan = scenario.plan;
    const auto own = forecast(plan.load, users_allowed(plan), settings.seed, scenario.number);
    run.scenarios.push_back({plan.name, to_text(plan.load), own.starts, own.users, plan.min_users,
                             own.peak_rate, scenario.from, scenario.length, scenario.warm_up,
                             own.fingerprint});
    users += own.users.count();
  }
  run.users = Users(users);
  run.connections = users;
  run.memory = Bytes(memory_of_run + users * memory_of_user);
  return run;
}

Report play(const std::vector<Plan>& plans, const RunSettings& settings) {
  raise_file_limit();
  return Conductor(scaled_plans(plans, settings.scale), settings).run();
}

Result<void> play_once(const Journey& journey, const HttpOptions& http,
                       const RunSettings& settings) {
  return SinglePlay(journey, http, settings).play();
}

}  // namespace proofload
