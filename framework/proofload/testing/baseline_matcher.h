// SPDX-License-Identifier: Apache-2.0
#pragma once

// Holds a run against its baseline, in code instead of by --compare-baseline, and with bounds of
// the test's own:
//
//   EXPECT_THAT(report, NotWorseThanBaseline());
//   EXPECT_THAT(report, NotWorseThanBaseline({.slower = 50_percent}));
//
// Each bound is a limit of the run, and stands in every output with its source, "baseline". What is
// compared, and when that is refused, stands in report/baseline/baseline_comparison.h. A missing
// baseline fails the test, and the text says how to record one. Values; thread of the test.

#include <proofload/report/baseline/baseline_comparison.h>

#include <gmock/gmock.h>

#include <source_location>

namespace proofload {

class BaselineMatcher {
 public:
  using is_gtest_matcher = void;

  BaselineMatcher(BaselineTolerance tolerance, std::source_location place);

  bool MatchAndExplain(const Report& report, testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;

 private:
  BaselineTolerance tolerance_;
  std::source_location place_;
};

inline BaselineMatcher NotWorseThanBaseline(
    BaselineTolerance tolerance = {},
    std::source_location place = std::source_location::current()) {
  return {tolerance, place};
}

}  // namespace proofload
