// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/running_test.h>

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

}  // namespace

std::string running_test_name() {
  const auto* test = running_test();
  if (test == nullptr) return "outside_a_test";
  return std::string(test->test_suite_name()) + "." + test->name();
}

std::pair<std::string, int> running_test_place() {
  const auto* test = running_test();
  return test == nullptr ? std::pair(std::string(), 0)
                         : std::pair(std::string(test->file()), test->line());
}

const TestTraits* running_test_traits() {
  const auto* test = running_test();
  return test == nullptr ? nullptr : traits_of(test->test_suite_name(), test->name());
}

// GoogleTest takes this exception for a failure that has been reported already.
void end_test(const std::string& why, const std::source_location& place) {
  const auto line = int(place.line());
  fail_fatally(why, place.file_name(), line);
  throw testing::AssertionException(testing::TestPartResult(testing::TestPartResult::kFatalFailure,
                                                            place.file_name(), line, why.c_str()));
}

void note_skip(const std::string& why, const std::string& file, int line) {
  GTEST_MESSAGE_AT_(file.c_str(), line, why.c_str(), testing::TestPartResult::kSkip);
}

// Taken for a failure that has been reported; there is none, so the test counts as skipped.
void skip_test(const std::string& why, const std::source_location& place) {
  const auto line = int(place.line());
  note_skip(why, place.file_name(), line);
  throw testing::AssertionException(testing::TestPartResult(testing::TestPartResult::kSkip,
                                                            place.file_name(), line, why.c_str()));
}

void fail_test(const std::string& why, const std::string& file, int line) {
  ADD_FAILURE_AT(file.c_str(), line) << why;
}

std::size_t reported_parts() {
  const auto* test = running_test();
  return test == nullptr ? 0 : std::size_t(test->result()->total_part_count());
}

std::vector<ReportedFailure> reported_failures() {
  std::vector<ReportedFailure> failures;
  for (std::size_t i = 0; i < reported_parts(); ++i) {
    const auto& part = running_test()->result()->GetTestPartResult(int(i));
    if (!part.failed()) continue;
    failures.push_back({{part.message(), part.file_name() == nullptr ? "" : part.file_name(),
                         std::max(0, part.line_number())},
                        i});
  }
  return failures;
}

bool is_skipped() { return testing::Test::IsSkipped(); }

}  // namespace proofload
