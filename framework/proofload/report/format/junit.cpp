// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/junit.h>

#include <proofload/report/format/console.h>
#include <proofload/report/format/xml_text.h>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

namespace proofload {
namespace {

enum class State { passed, failed, error };

struct Case {
  std::string name;
  State state = State::passed;
  std::string message;
  std::string text;
  std::string file;
  int line = 0;
};

// A limit in doubt says so itself. In an invalid run a broken one proves nothing either.
Case limit_case(const Limit& limit, Outcome outcome) {
  const auto standing = limit.standing();
  auto message = limit.statement() + ": " + limit.explanation();
  auto state = standing == Standing::held ? State::passed : State::failed;
  if (standing == Standing::in_doubt) state = State::error;
  if (standing == Standing::broken && outcome == Outcome::invalid) {
    state = State::error;
    message = "INVALID run, so this proves nothing: " + message;
  }
  return {limit.subject + ": " + limit.statement(),
          state,
          std::move(message),
          limit.explanation(),
          limit.file,
          limit.line};
}

Case problem_case(std::string name, const std::string& problem, State state,
                  const RunFacts& facts) {
  return {std::move(name), problem.empty() ? State::passed : state, problem, problem, facts.file,
          facts.line};
}

std::vector<Case> cases_of(const RunResult& result) {
  const auto& facts = result.report.facts();
  const auto& verdict = result.verdict;
  const bool invalid = verdict.outcome == Outcome::invalid;
  std::vector<Case> cases{
      problem_case("run played to its end", verdict.stop_problem, State::failed, facts),
      problem_case("load was delivered", verdict.load_problem,
                   invalid ? State::error : State::failed, facts)};
  for (const auto& limit : result.limits) cases.push_back(limit_case(limit, verdict.outcome));
  std::size_t number = 0;
  for (const auto& failure : result.failures)
    cases.push_back({"assertion " + std::to_string(++number), State::failed, failure.text,
                     failure.text, failure.file, failure.line});
  const bool shown = std::any_of(cases.begin(), cases.end(),
                                 [](const auto& one) { return one.state != State::passed; });
  if (verdict.outcome != Outcome::pass && !shown)
    cases.push_back(problem_case("verdict", verdict.reasons.front(),
                                 invalid ? State::error : State::failed, facts));
  return cases;
}

std::string case_xml(const Case& one, const std::string& test) {
  auto text =
      fmt::format("    <testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\" time=\"0\"",
                  xml_attribute(test), xml_attribute(one.name), xml_attribute(one.file), one.line);
  if (one.state == State::passed)
    return text + fmt::format(">\n      <system-out>{}</system-out>\n    </testcase>\n",
                              xml_text(one.text));
  const bool failed = one.state == State::failed;
  const auto element = failed ? "failure" : "error";
  return text +
         fmt::format(
             ">\n      <{0} type=\"{1}\" message=\"{2}\">{3}:{4}: {2}</{0}>\n    </testcase>\n",
             element, failed ? "FAIL" : "INVALID", xml_attribute(one.message),
             xml_attribute(one.file), one.line);
}

std::string properties_xml(const RunResult& result) {
  auto properties = key_numbers(result.report);
  properties.insert(properties.begin(), {"verdict", std::string(to_text(result.verdict.outcome))});
  std::string text = "    <properties>\n";
  for (const auto& [name, value] : properties)
    text += fmt::format("      <property name=\"{}\" value=\"{}\"/>\n", xml_attribute(name),
                        xml_attribute(value));
  return text + "    </properties>\n";
}

}  // namespace

std::vector<std::pair<std::string, std::string>> key_numbers(const Report& report) {
  const auto& facts = report.facts();
  const auto response = report.trend(metrics::response);
  const auto failed = report.rate(metrics::step_failed);
  const auto number = [](double value) { return fmt::format("{:.6g}", value); };
  return {{"load", facts.load},
          {"load_scale", number(facts.scale.load.share())},
          {"time_scale", number(facts.scale.time.share())},
          {"seed", std::to_string(facts.seed)},
          {"iterations", std::to_string(facts.account.finished)},
          {"delivered_share", number(facts.account.delivered())},
          {"requests", std::to_string(failed.count)},
          {"failed_requests", std::to_string(failed.passes)},
          {"error_rate", number(error_rate().read(report).value)},
          {"throughput_per_second", number(throughput().read(report).value)},
          {"response_p50_ms", number(response.quantile(0.5))},
          {"response_p95_ms", number(response.quantile(0.95))},
          {"response_p99_ms", number(response.quantile(0.99))},
          {"response_max_ms", number(response.max())}};
}

std::string junit_xml(const RunResult& result) {
  const auto& facts = result.report.facts();
  const auto cases = cases_of(result);
  const auto number_of = [&](State state) {
    return std::count_if(cases.begin(), cases.end(),
                         [=](const auto& one) { return one.state == state; });
  };
  const auto totals =
      fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" time=\"{:.3f}\"", cases.size(),
                  number_of(State::failed), number_of(State::error), in_seconds(facts.played));
  const auto started = std::chrono::floor<std::chrono::seconds>(facts.started_at);
  auto text = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {0}>\n"
      "  <testsuite name=\"{1}\" {0} skipped=\"0\" timestamp=\"{2:%Y-%m-%dT%H:%M:%S}\">\n",
      totals, xml_attribute(facts.test), fmt::gmtime(started));
  text += properties_xml(result);
  for (const auto& one : cases) text += case_xml(one, facts.test);
  text += "    <system-out>" + xml_text(measurement_text(result.report) + verdict_text(result)) +
          "</system-out>\n";
  return text + "  </testsuite>\n</testsuites>\n";
}

}  // namespace proofload
