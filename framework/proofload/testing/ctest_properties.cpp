// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/ctest_properties.h>

#include <gtest/gtest.h>

namespace proofload {
namespace {

// CTest knows a disabled test without the prefix.
std::string_view enabled(std::string_view name) {
  constexpr std::string_view prefix = "DISABLED_";
  return name.starts_with(prefix) ? name.substr(prefix.size()) : name;
}

}  // namespace

Duration ctest_timeout(Duration budget) {
  return std::chrono::ceil<std::chrono::seconds>(budget * 10 / 6);
}

std::string ctest_property_line(std::string_view suite, std::string_view name,
                                const TestTraits& traits) {
  std::string line = "set_tests_properties(\"";
  line.append(enabled(suite)).append(".").append(enabled(name)).append("\" PROPERTIES LABELS \"");
  for (const auto& label : traits.labels)
    line.append(label == traits.labels.front() ? "" : ";").append(label);
  const auto timeout =
      std::chrono::duration_cast<std::chrono::seconds>(ctest_timeout(traits.budget)).count();
  line += "\" TIMEOUT " + std::to_string(timeout);
  return line + " RUN_SERIAL " + (traits.serial ? "TRUE" : "FALSE") + ")\n";
}

Result<std::string> ctest_properties() {
  std::string lines;
  std::string problems;
  const auto& tests = *testing::UnitTest::GetInstance();
  for (int s = 0; s < tests.total_test_suite_count(); ++s) {
    const auto& suite = *tests.GetTestSuite(s);
    for (int t = 0; t < suite.total_test_count(); ++t) {
      const auto& test = *suite.GetTestInfo(t);
      const auto* traits = traits_of(suite.name(), test.name());
      if (traits == nullptr) continue;
      if (const auto wrong = problem(*traits))
        problems += std::string(problems.empty() ? "" : "\n") + test.file() + ":" +
                    std::to_string(test.line()) + ": " + suite.name() + "." + test.name() + ": " +
                    *wrong;
      lines += ctest_property_line(suite.name(), test.name(), *traits);
    }
  }
  if (!problems.empty()) return Error{problems};
  return lines;
}

}  // namespace proofload
