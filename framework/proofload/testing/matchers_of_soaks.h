// SPDX-License-Identifier: Apache-2.0
#pragma once

// Limits on what a long run does to a service. Thirds are those of the window as it was planned,
// without its warm-up; each needs 5 s, and what the statistic needs. See report/analysis. Values.

#include <proofload/report/analysis/late_against_early.h>
#include <proofload/report/analysis/late_growth.h>
#include <proofload/testing/limit_matcher.h>

namespace proofload {

/// The smallest change that counts: at_least(5ms), at_least(8_MiB), at_least(10).
template <Comparable Value>
SmallestChange at_least(Value value) {
  const auto side = measured(Ge(value));
  return {side.bound.value, side.quantity};
}

/// How much worse the last third of the window is than the first: in percent of what it was, and
/// of shares in points. A smaller change than smallest is none: where it is not given, than 1 ms
/// for latencies, and any change counts for all else.
///   EXPECT_THAT(report, LateAgainstEarly(percentile(0.95), Lt(20_percent)));
///   EXPECT_THAT(report, LateAgainstEarly(percentile(0.95), Lt(20_percent), at_least(100us)));
///   EXPECT_THAT(report, LateAgainstEarly(error_rate(), Lt(0.5_percent)));
inline LimitMatcher LateAgainstEarly(Statistic statistic, Comparand<Percent> side,
                                     std::optional<SmallestChange> smallest = {},
                                     std::source_location place = std::source_location::current()) {
  return {late_against_early(std::move(statistic), smallest), measured(side), place};
}

/// What grows has stopped to: in the last third it grows by less than 5 % of what it is by then, or
/// than another share. Leaks show, caches that fill up and stay do not.
///   EXPECT_THAT(report, LevelsOff(highest(metrics::service_memory)));
///   EXPECT_THAT(report, LevelsOff(highest(metrics::service_open_files), Lt(10_percent)));
inline LimitMatcher LevelsOff(Statistic statistic, Comparand<Percent> growth = Lt(5_percent),
                              std::source_location place = std::source_location::current()) {
  return {late_growth(std::move(statistic)), measured(growth), place};
}

}  // namespace proofload
