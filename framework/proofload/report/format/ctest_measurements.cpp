// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/ctest_measurements.h>

#include <proofload/base/safe_text.h>
#include <proofload/report/format/detail/unique_names.h>
#include <proofload/report/format/xml_text.h>
#include <proofload/report/key_numbers.h>

#include <fmt/format.h>

#include <charconv>
#include <system_error>

namespace proofload {
namespace {

bool is_number(const std::string& text) {
  double number = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc() && read.ptr == end;
}

std::string measurement(const std::string& name, const std::string& value) {
  return fmt::format("<CTestMeasurement type=\"{}\" name=\"{}\">{}</CTestMeasurement>\n",
                     is_number(value) ? "numeric/double" : "text/string",
                     xml_attribute(safe_line(name)), xml_text(safe_line(value)));
}

// A program that changes its folder may leave none to look from.
std::filesystem::path absolute_path(const std::filesystem::path& path) {
  std::error_code failed;
  auto whole = std::filesystem::absolute(path, failed);
  return failed ? path : whole;
}

}  // namespace

std::string ctest_measurements(const RunResult& result, const std::filesystem::path& report) {
  auto text = measurement("verdict", std::string(to_text(result.verdict.outcome)));
  for (const auto& [name, value] : key_numbers(result.report)) text += measurement(name, value);
  UniqueNames unique;
  for (const auto& limit : result.limits) {
    const auto name = unique(limit.subject + ": " + limit.statistic);
    if (limit.problem.empty()) text += measurement(name, fmt::format("{:.10g}", limit.value));
  }
  if (!report.empty())
    text += fmt::format(
        "<CTestMeasurementFile type=\"file\" name=\"report\">{}</CTestMeasurementFile>\n",
        xml_text(absolute_path(report).string()));
  return text;
}

}  // namespace proofload
