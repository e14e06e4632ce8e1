// SPDX-License-Identifier: Apache-2.0
#pragma once

// Limits in the course of time, on one limit or on AllOf(...) several: the window is cut into
// pieces of the length `every`, and the limit is asked of each. A percentile needs its samples in
// each of them; a piece with too few counts as broken. See report/statistic_over_time.h. Values.

#include <proofload/report/statistic_over_time.h>
#include <proofload/testing/limit_matcher.h>

namespace proofload {

/// In every piece: Always(P95(Lt(10ms))) in each 10 s.
template <LimitOrSet Limits>
LimitMatcher Always(const Limits& limits, Duration every = 10s,
                    std::source_location place = std::source_location::current()) {
  return {share_held(conditions_of(limits), every), measured(Eq(Percent::of_share(1))), place};
}

/// Somewhere for so long, without interruption.
template <LimitOrSet Limits>
LimitMatcher Sustained(const Limits& limits, Duration at_least, Duration every = 1s,
                       std::source_location place = std::source_location::current()) {
  return {longest_held(conditions_of(limits), every), measured(Ge(at_least)), place};
}

/// Broken for less than this, each time.
template <LimitOrSet Limits>
LimitMatcher NeverBrokenFor(const Limits& limits, Duration less_than, Duration every = 1s,
                            std::source_location place = std::source_location::current()) {
  return {longest_broken(conditions_of(limits), every), measured(Lt(less_than)), place};
}

/// From the beginning of the window it takes so long at most until the limit holds, and it holds
/// for 5 s then:
///   EXPECT_THAT(report.after_stage("spike"), RecoversWithin(30s, P95(Lt(50ms))));
template <LimitOrSet Limits>
LimitMatcher RecoversWithin(Duration at_most, const Limits& limits, Duration every = 1s,
                            std::source_location place = std::source_location::current()) {
  return {recovery_time(conditions_of(limits), every), measured(Le(at_most)), place};
}

}  // namespace proofload
