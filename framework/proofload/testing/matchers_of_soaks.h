// SPDX-License-Identifier: Apache-2.0
#pragma once

// Limits on what a long run does to a service. Thirds are those of the window as it was planned,
// without its warm-up; each needs 5 s, and what the statistic needs. See report/analysis. Values.

#include <proofload/report/analysis/late_against_early.h>
#include <proofload/report/analysis/late_growth.h>
#include <proofload/testing/limit_matcher.h>

namespace proofload {

/// How much worse the last third of the window is than the first: in percent of what it was, and
/// of shares in points.
///   EXPECT_THAT(report, LateAgainstEarly(percentile(0.95), Lt(20_percent)));
///   EXPECT_THAT(report, LateAgainstEarly(error_rate(), Lt(0.5_percent)));
inline LimitMatcher LateAgainstEarly(Statistic statistic, Comparand<Percent> side,
                                     std::source_location place = std::source_location::current()) {
  return {late_against_early(std::move(statistic)), measured(side), place};
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
