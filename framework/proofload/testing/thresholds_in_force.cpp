// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/thresholds_in_force.h>

#include <proofload/base/safe_text.h>
#include <proofload/data/data_file.h>

#include <gtest/gtest.h>

namespace proofload {
namespace {

constexpr auto usual_thresholds = "thresholds.json";

ThresholdFile& loaded_thresholds() {
  static ThresholdFile file;
  return file;
}

std::string enabled_name(std::string_view name) {
  constexpr std::string_view disabled = "DISABLED_";
  if (name.starts_with(disabled)) name.remove_prefix(disabled.size());
  return std::string(name);
}

// "Suite.Name" of every test of this binary.
std::vector<std::string> all_tests() {
  std::vector<std::string> names;
  const auto& tests = *testing::UnitTest::GetInstance();
  for (int i = 0; i < tests.total_test_suite_count(); ++i) {
    const auto& suite = *tests.GetTestSuite(i);
    for (int j = 0; j < suite.total_test_count(); ++j)
      names.push_back(enabled_name(suite.name()) + "." +
                      enabled_name(suite.GetTestInfo(j)->name()));
  }
  return names;
}

}  // namespace

Result<void> load_thresholds(const Options& options) {
  const auto path = options.thresholds.empty() ? usual_thresholds : options.thresholds;
  ThresholdFile thresholds;
  if (!options.thresholds.empty() || is_data_file(path)) {
    const auto file = open_data_file(path);
    if (!file) return Error{file.error()};
    auto parsed = parse_threshold_file(file.value().path, file.value().content);
    if (!parsed) return Error{parsed.error()};
    thresholds = std::move(parsed).value();
    const auto misspelt = thresholds.sections_without_test(all_tests());
    if (!misspelt.empty())
      return Error{file.value().path + ": there is no test \"" + safe_line(misspelt.front()) +
                   "\": mend the name of the section, or take it out"};
  }
  auto all = thresholds.overridden(options.threshold);
  if (!all) return Error{all.error()};
  loaded_thresholds() = std::move(all).value();
  return {};
}

std::vector<Threshold> thresholds_in_force(const std::string& test) {
  return loaded_thresholds().thresholds_for(test);
}

}  // namespace proofload
