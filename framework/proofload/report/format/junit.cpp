// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/junit.h>

#include <proofload/base/safe_text.h>
#include <proofload/report/format/console.h>
#include <proofload/report/format/junit_cases.h>
#include <proofload/report/format/xml_text.h>
#include <proofload/report/key_numbers.h>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

namespace proofload {
namespace {

using State = JUnitCase::State;
using Properties = std::vector<std::pair<std::string, std::string>>;

std::string properties_xml(const Properties& properties, std::size_t indent) {
  if (properties.empty()) return {};
  auto text = fmt::format("{:{}}<properties>\n", "", indent);
  for (const auto& [name, value] : properties)
    text += fmt::format("{:{}}<property name=\"{}\" value=\"{}\"/>\n", "", indent + 2,
                        xml_attribute(name), xml_attribute(value));
  return text + fmt::format("{:{}}</properties>\n", "", indent);
}

std::string state_xml(const JUnitCase& one) {
  switch (one.state) {
    case State::passed:
      return {};
    case State::skipped:
      return fmt::format("      <skipped message=\"{}\">{}</skipped>\n",
                         xml_attribute("INVALID: " + one.text), xml_text(one.text));
    case State::failed:
    case State::error:
      break;
  }
  const bool failed = one.state == State::failed;
  return fmt::format("      <{0} type=\"{1}\" message=\"{2}\">{3}:{4}: {5}</{0}>\n",
                     failed ? "failure" : "error", failed ? "FAIL" : "INVALID",
                     xml_attribute(one.message), xml_text(one.file), one.line,
                     xml_text(one.message));
}

bool can_be_attached(const std::string& path) {
  return path.find_first_of("[]|\n") == path.npos && safe_text(path) == path;
}

// Each on a line of its own, as Jenkins wants it.
std::string attachment_lines(const std::vector<std::filesystem::path>& attachments) {
  std::string text;
  for (const auto& path : attachments)
    if (can_be_attached(path.string())) text += "\n[[ATTACHMENT|" + path.string() + "]]";
  return text.empty() ? text : text + "\n";
}

std::string case_xml(const JUnitCase& one, const std::string& test, const std::string& attached) {
  return fmt::format(
             "    <testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\" "
             "time=\"0\">\n",
             xml_attribute(test), xml_attribute(one.name), xml_attribute(one.file), one.line) +
         properties_xml(one.properties, 6) + state_xml(one) +
         fmt::format("      <system-out>{}</system-out>\n    </testcase>\n",
                     xml_text(one.text + attached));
}

}  // namespace

std::string junit_xml(const RunResult& result,
                      const std::vector<std::filesystem::path>& attachments) {
  const auto& facts = result.report.facts();
  const auto cases = junit_cases(result);
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
      "  <testsuite name=\"{1}\" {0} skipped=\"{2}\" timestamp=\"{3:%Y-%m-%dT%H:%M:%S}\">\n",
      totals, xml_attribute(facts.test), number_of(State::skipped), fmt::gmtime(started));
  auto properties = key_numbers(result.report);
  properties.insert(properties.begin(), {"verdict", std::string(to_text(result.verdict.outcome))});
  text += properties_xml(properties, 4);
  const auto attached = attachment_lines(attachments);
  for (const auto& one : cases) {
    const bool shows = &one == &cases.front() || one.state != State::passed;
    text += case_xml(one, facts.test, shows ? attached : std::string());
  }
  text += "    <system-out>" + xml_text(measurement_text(result.report) + verdict_text(result)) +
          "</system-out>\n";
  return text + "  </testsuite>\n</testsuites>\n";
}

}  // namespace proofload
