// SPDX-License-Identifier: Apache-2.0
#pragma once

// The vocabulary of limits. All match a window: the whole report, a step, a stage, a stretch.
//
//   EXPECT_THAT(report, AllOf(ErrorRate(Lt(1_percent)), Throughput(Ge(1000_per_s))));
//   EXPECT_THAT(report.step("GET /schemas/{id}"), P95(Lt(10ms)));
//
// Latency is the response time, from the planned start; report.service() asks for the time from
// the actual start, report.metric(own) for a trend of the test's own. A percentile needs ten
// samples beyond it (P95: 200), and no limit holds without samples. What each statistic is exactly
// stands in report/statistic.h.

#include <proofload/testing/limit_matcher.h>

namespace proofload {

/// What a trend can be compared with: a time, an amount of data, a number.
template <class Value>
concept TrendValue = Timespan<Value> || std::same_as<Value, Bytes> || std::same_as<Value, Users> ||
    PlainNumber<Value>;

/// P95(Lt(10ms)): a percentile of the trend against a bound.
struct PercentileLimit {
  double share;

  template <TrendValue Value>
  LimitMatcher operator()(Comparand<Value> side,
                          std::source_location place = std::source_location::current()) const {
    return {percentile(share), measured(side), place};
  }
};

inline constexpr PercentileLimit P50{0.5};
inline constexpr PercentileLimit P90{0.9};
inline constexpr PercentileLimit P95{0.95};
inline constexpr PercentileLimit P99{0.99};
inline constexpr PercentileLimit P999{0.999};

/// Any percentile: Percentile(99.95_percent, Lt(1s)). It lies above 0 % and below 100 %; what else
/// is asked for fails the limit.
template <TrendValue Value>
LimitMatcher Percentile(Percent percent, Comparand<Value> side,
                        std::source_location place = std::source_location::current()) {
  return PercentileLimit{percent.share()}(side, place);
}

template <TrendValue Value>
LimitMatcher Mean(Comparand<Value> side,
                  std::source_location place = std::source_location::current()) {
  return {mean(), measured(side), place};
}
template <TrendValue Value>
LimitMatcher Max(Comparand<Value> side,
                 std::source_location place = std::source_location::current()) {
  return {greatest(), measured(side), place};
}

/// Share of requests that failed, and of iterations that ended early.
inline LimitMatcher ErrorRate(Comparand<Percent> side,
                              std::source_location place = std::source_location::current()) {
  return {error_rate(), measured(side), place};
}

/// Share of checks that passed: of all, or of the one with this name.
inline LimitMatcher CheckRate(Comparand<Percent> side,
                              std::source_location place = std::source_location::current()) {
  return {check_rate(), measured(side), place};
}
inline LimitMatcher CheckRate(std::string check, Comparand<Percent> side,
                              std::source_location place = std::source_location::current()) {
  return {check_rate(std::move(check)), measured(side), place};
}

/// Successful requests a second. In a run with --load-scale the bound is scaled like the load.
inline LimitMatcher Throughput(Comparand<Rate> side,
                               std::source_location place = std::source_location::current()) {
  return {throughput(), measured(side), place};
}

/// The highest value a gauge had: Highest(metrics::service_memory, Lt(200_MiB)).
template <TrendValue Value>
LimitMatcher Highest(const Metric& gauge, Comparand<Value> side,
                     std::source_location place = std::source_location::current()) {
  return {highest(gauge), measured(side), place};
}

/// How much a statistic rose since an earlier window, in its own unit; what may be compared stands
/// in report/statistic.h:
///   EXPECT_THAT(report.stage("late"), Increase(percentile(0.95), report.stage("early"), Lt(2ms)));
template <TrendValue Value>
LimitMatcher Increase(Statistic statistic, const Window& since, Comparand<Value> side,
                      std::source_location place = std::source_location::current()) {
  return {increase(std::move(statistic), since), measured(side), place};
}

/// Planned starts that never happened. Asserting it allows as many as it says; else none are.
template <PlainNumber Number>
LimitMatcher Dropped(Comparand<Number> side,
                     std::source_location place = std::source_location::current()) {
  return {dropped(), measured(side), place};
}

}  // namespace proofload
