// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/running_test.h>

#include <proofload/base/safe_text.h>
#include <proofload/testing/traits.h>

#include <gtest/gtest.h>

#include <algorithm>

namespace proofload {
namespace {

const testing::TestInfo* running_test() {
  return testing::UnitTest::GetInstance()->current_test_info();
}

// FAIL() returns, so it needs a function of its own.
void fail_fatally(const std::string& why, const char* file, int line) {
  GTEST_FAIL_AT(file, line) << why;
}

bool is_of_limit(const std::string& message, const std::vector<Limit>& limits) {
  return std::any_of(limits.begin(), limits.end(), [&](const Limit& limit) {
    return !limit.held && message.find(safe_text(limit.explanation())) != message.npos;
  });
}

}  // namespace

std::string running_test_name() {
  const auto* test = running_test();
  if (test == nullptr) return "(outside a test)";
  return std::string(test->test_suite_name()) + "." + test->name();
}

Duration running_test_budget() {
  const auto* test = running_test();
  const auto* traits = test == nullptr ? nullptr : traits_of(test->test_suite_name(), test->name());
  return traits == nullptr ? TestTraits{}.budget : traits->budget;
}

// GoogleTest takes this exception for a failure that has been reported already.
void end_test(const std::string& why, const std::source_location& place) {
  const auto line = int(place.line());
  fail_fatally(why, place.file_name(), line);
  throw testing::AssertionException(testing::TestPartResult(testing::TestPartResult::kFatalFailure,
                                                            place.file_name(), line, why.c_str()));
}

void fail_test(const std::string& why, const std::string& file, int line) {
  ADD_FAILURE_AT(file.c_str(), line) << why;
}

std::vector<AssertionFailure> failures_beside(const std::vector<Limit>& limits) {
  std::vector<AssertionFailure> failures;
  const auto* test = running_test();
  if (test == nullptr) return failures;
  const auto& result = *test->result();
  for (int i = 0; i < result.total_part_count(); ++i) {
    const auto& part = result.GetTestPartResult(i);
    if (!part.failed() || is_of_limit(part.message(), limits)) continue;
    failures.push_back({part.message(), part.file_name() == nullptr ? "" : part.file_name(),
                        std::max(0, part.line_number())});
  }
  return failures;
}

}  // namespace proofload
