// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/junit_cases.h>

#include <proofload/report/format/detail/unique_names.h>

#include <fmt/format.h>

#include <algorithm>

namespace proofload {
namespace {

using State = JUnitCase::State;

std::vector<std::pair<std::string, std::string>> properties_of(const Limit& limit) {
  const auto number = [](double value) { return fmt::format("{:.10g}", value); };
  std::vector<std::pair<std::string, std::string>> properties;
  if (limit.problem.empty())
    properties = {{"observed", number(limit.value)}, {"margin", limit.margin}};
  properties.insert(properties.end(), {{"bound", number(limit.bound_value)},
                                       {"unit", std::string(unit_name(limit.quantity))},
                                       {"samples", std::to_string(limit.samples)},
                                       {"standing", std::string(to_text(limit.standing()))},
                                       {"source", limit.source}});
  return properties;
}

// A limit in doubt says so itself. In an invalid run a broken one proves nothing either.
// One that was given on the command line has no place of its own: it is shown at the run.
JUnitCase limit_case(const Limit& limit, Outcome outcome, const RunFacts& facts) {
  const auto standing = limit.standing();
  auto message = limit.statement() + ": " + limit.explanation();
  auto state = standing == Standing::held ? State::passed : State::failed;
  if (standing == Standing::in_doubt) state = State::error;
  if (standing == Standing::broken && outcome == Outcome::invalid) {
    state = State::error;
    message = "INVALID run, so this proves nothing: " + message;
  }
  const bool placed = !limit.file.empty();
  return {limit.subject + ": " + limit.statement(),
          state,
          std::move(message),
          limit.explanation(),
          placed ? limit.file : facts.file,
          placed ? limit.line : facts.line,
          properties_of(limit)};
}

JUnitCase problem_case(std::string name, const std::string& problem, State state,
                       const RunFacts& facts) {
  return {std::move(name), problem.empty() ? State::passed : state, problem, problem, facts.file,
          facts.line};
}

}  // namespace

std::vector<JUnitCase> junit_cases(const RunResult& result) {
  const auto& facts = result.report.facts();
  const auto& verdict = result.verdict;
  const auto by_verdict = verdict.outcome == Outcome::invalid ? State::error : State::failed;
  std::vector<JUnitCase> cases{
      problem_case("run played to its end", verdict.stop_problem, by_verdict, facts),
      problem_case("load was delivered", verdict.load_problem, by_verdict, facts)};
  for (const auto& limit : result.limits)
    cases.push_back(limit_case(limit, verdict.outcome, facts));
  std::size_t number = 0;
  for (const auto& failure : result.failures)
    cases.push_back({"assertion " + std::to_string(++number), State::failed, failure.text,
                     failure.text, failure.file, failure.line});
  const bool shown = std::any_of(cases.begin(), cases.end(),
                                 [](const auto& one) { return one.state != State::passed; });
  if (verdict.outcome != Outcome::pass && !shown)
    cases.push_back(problem_case("verdict", verdict.reasons.front(), by_verdict, facts));
  if (result.skipped)
    for (auto& one : cases)
      if (one.state == State::error) one.state = State::skipped;
  UniqueNames unique;
  for (auto& one : cases) one.name = unique(one.name);
  return cases;
}

}  // namespace proofload
