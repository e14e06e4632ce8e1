// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/baseline/baseline_comparison.h>

#include <proofload/base/safe_text.h>
#include <proofload/report/step_table.h>
#include <proofload/units/quantity_text.h>
#include <proofload/units/users.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace proofload {
namespace {

constexpr double fewest_failures = 3;

constexpr auto how_to_record = "; if that is meant, play it once more with --record-baseline";

std::string joined(const std::vector<std::string>& parts, const char* separator) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : separator) + part;
  return text;
}

std::string share_text(double share) { return to_text(Percent::of_share(share)); }

bool is_close(double one, double other) {
  return std::abs(one - other) <= 1e-9 * std::max(one, other);
}

void compare_scale(const char* what, double recorded, double played,
                   std::vector<std::string>& differences) {
  if (is_close(recorded, played)) return;
  differences.push_back("the baseline was played at " + share_text(recorded) + " of the " + what +
                        ", this run at " + share_text(played));
}

void compare_texts(const std::string& what, const std::string& recorded, const std::string& played,
                   std::vector<std::string>& differences) {
  if (recorded == played) return;
  differences.push_back(what + " of the baseline is " + recorded + ", that of this run " + played);
}

std::vector<std::string> scenario_names(const Workload& workload) {
  std::vector<std::string> names;
  for (const auto& scenario : workload.scenarios)
    names.push_back(scenario.name.empty() ? "one without a name" : scenario.name);
  return names;
}

std::string mix_text(const ScenarioWorkload& scenario) {
  return scenario.mix.empty() ? "one journey" : scenario.mix;
}

std::string users_text(const ScenarioWorkload& scenario) {
  return to_text(Users(std::int64_t(scenario.max_users)));
}

void compare_scenario(const ScenarioWorkload& recorded, const ScenarioWorkload& played,
                      std::vector<std::string>& differences) {
  const auto of = played.name.empty() ? std::string() : " of scenario " + played.name;
  compare_texts("the load" + of, recorded.load, played.load, differences);
  compare_texts("the mix" + of, mix_text(recorded), mix_text(played), differences);
  // Users that a load sets differ with it.
  if (recorded.load == played.load)
    compare_texts("the largest number of users" + of, users_text(recorded), users_text(played),
                  differences);
}

void compare_scenarios(const Workload& recorded, const Workload& played,
                       std::vector<std::string>& differences) {
  const auto before = scenario_names(recorded);
  const auto now = scenario_names(played);
  if (before != now)
    return differences.push_back("the scenarios of the baseline are " + joined(before, ", ") +
                                 ", those of this run " + joined(now, ", "));
  for (std::size_t i = 0; i < played.scenarios.size(); ++i)
    compare_scenario(recorded.scenarios[i], played.scenarios[i], differences);
}

std::string step_text(const StepBaseline& step) {
  return step.scenario.empty() ? step.name : step.scenario + ": " + step.name;
}

std::set<std::string> step_names(const Baseline& baseline) {
  std::set<std::string> names;
  for (const auto& step : baseline.steps) names.insert(step_text(step));
  return names;
}

// Names stand in the file as reports show them.
const StepBaseline& step_of(const StepRow& row, const Baseline& baseline) {
  return *std::find_if(baseline.steps.begin(), baseline.steps.end(), [&](const auto& step) {
    return step.scenario == safe_text(row.scenario) && step.name == safe_text(row.name);
  });
}

void compare_steps(const Baseline& recorded, const Baseline& played,
                   std::vector<std::string>& differences) {
  const auto before = step_names(recorded);
  const auto now = step_names(played);
  for (const auto& step : before)
    if (!now.contains(step)) differences.push_back("this run has no step " + step);
  for (const auto& step : now)
    if (!before.contains(step)) differences.push_back("the baseline has no step " + step);
}

Limit of_baseline(Limit limit, const std::string& note, const Baseline& baseline, int line) {
  limit.source = "baseline";
  limit.bound += " (" + note + ")";
  limit.file = baseline.file;
  limit.line = line;
  return limit;
}

Limit step_limit(const Window& window, const StepBaseline& step, const Baseline& baseline,
                 const BaselineTolerance& tolerance) {
  const double p95 = step.p95.value_or(0);
  auto limit =
      judge(window, percentile(0.95), {Comparison::less, p95 * (1 + tolerance.slower.share())});
  if (!step.p95) {
    limit.held = limit.in_doubt = false;
    limit.problem = "the baseline has no p95 of it, which needs " +
                    count_text(double(samples_needed(0.95))) +
                    " samples and fewer than 5 % failures: record one of a longer run with "
                    "--record-baseline";
  }
  return of_baseline(std::move(limit),
                     to_text(tolerance.slower) + " above " + to_text(Quantity::milliseconds, p95),
                     baseline, step.line);
}

Limit error_limit(const Report& report, const Baseline& baseline,
                  const BaselineTolerance& tolerance) {
  const double requests = double(std::max<std::uint64_t>(baseline.requests, 1));
  const double floor = std::min(fewest_failures / requests, 1.0);
  const double rate = std::max(baseline.error_rate, floor);
  const auto of_what = baseline.error_rate >= floor
                           ? share_text(rate)
                           : "3 failures of " + count_text(double(baseline.requests));
  return of_baseline(judge(report, error_rate(), {Comparison::less, tolerance.error_factor * rate}),
                     number_text(tolerance.error_factor) + " times " + of_what, baseline, 1);
}

Limit throughput_limit(const Report& report, const Baseline& baseline,
                       const BaselineTolerance& tolerance) {
  const double least = baseline.throughput * (1 - tolerance.less_done.share());
  return of_baseline(
      judge(report, throughput(), {Comparison::greater, least}),
      to_text(tolerance.less_done) + " below " + to_text(Quantity::per_second, baseline.throughput),
      baseline, 1);
}

}  // namespace

std::vector<std::string> workload_differences(const Baseline& baseline, const Report& report) {
  const auto played = baseline_of(report);
  const auto& was = baseline.workload;
  const auto& is = played.workload;
  std::vector<std::string> differences;
  compare_texts("the test", baseline.test, played.test, differences);
  compare_texts("the environment", baseline.environment, played.environment, differences);
  compare_scale("load", was.load_scale, is.load_scale, differences);
  compare_scale("time", was.time_scale, is.time_scale, differences);
  // What is scaled differently has another load already.
  if (differences.empty()) compare_scenarios(was, is, differences);
  compare_texts("the version of Proofload", was.version, is.version, differences);
  compare_steps(baseline, played, differences);
  return differences;
}

std::vector<Limit> compared(const Report& report, const Baseline& baseline,
                            const BaselineTolerance& tolerance) {
  const auto differences = workload_differences(baseline, report);
  if (!differences.empty())
    return {not_comparable("the workload is not that of " + baseline.file + ": " +
                           joined(differences, "; ") + how_to_record)};
  std::vector<Limit> limits;
  for (const auto& row : step_rows(report)) {
    const auto window =
        row.scenario.empty() ? report.step(row.name) : report.scenario(row.scenario).step(row.name);
    limits.push_back(step_limit(window, step_of(row, baseline), baseline, tolerance));
  }
  limits.push_back(error_limit(report, baseline, tolerance));
  limits.push_back(throughput_limit(report, baseline, tolerance));
  return limits;
}

Limit not_comparable(const std::string& why) {
  Limit limit;
  limit.subject = "baseline";
  limit.statistic = "comparable runs";
  limit.bound = ">= 1";
  limit.comparison = Comparison::at_least;
  limit.bound_value = 1;
  limit.problem = why;
  limit.source = "baseline";
  return limit;
}

}  // namespace proofload
