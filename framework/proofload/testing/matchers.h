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
// stands in report/statistic.h. Limits in the course of time: matchers_over_time.h; on memory that
// grows, and on what is worse late than early: matchers_of_soaks.h.

#include <proofload/report/metric_statistic.h>
#include <proofload/testing/abort_when.h>
#include <proofload/testing/limit_matcher.h>
#include <proofload/testing/matchers_of_soaks.h>
#include <proofload/testing/matchers_over_time.h>

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

/// Share of requests (and steps of any other kind) that failed, and of iterations that ended early.
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

/// The highest, the lowest, the last value a gauge had: Highest(metrics::service_memory,
/// Lt(200_MiB)).
template <TrendValue Value>
LimitMatcher Highest(const Metric& gauge, Comparand<Value> side,
                     std::source_location place = std::source_location::current()) {
  return {highest(gauge), measured(side), place};
}
template <TrendValue Value>
LimitMatcher Lowest(const Metric& gauge, Comparand<Value> side,
                    std::source_location place = std::source_location::current()) {
  return {lowest(gauge), measured(side), place};
}
template <TrendValue Value>
LimitMatcher Last(const Metric& gauge, Comparand<Value> side,
                  std::source_location place = std::source_location::current()) {
  return {last(gauge), measured(side), place};
}

/// The sum of a counter: Total(orders, Gt(10'000)). In a scaled run a lower bound is scaled like
/// load and time.
template <TrendValue Value>
LimitMatcher Total(const Metric& counter, Comparand<Value> side,
                   std::source_location place = std::source_location::current()) {
  auto bound = measured(side);
  const bool lower = is_lower(bound.bound.comparison);
  bound.scales_with_load = lower;
  bound.scales_with_time = lower;
  return {total(counter), bound, place};
}

/// What a counter grew by in a second: PerSecond(orders, Ge(100_per_s)). The bound is scaled like
/// the load.
inline LimitMatcher PerSecond(const Metric& counter, Comparand<Rate> side,
                              std::source_location place = std::source_location::current()) {
  return {per_second(counter), measured(side), place};
}

/// The share of the samples of a rate that are not zero: Share(cache_hits, Gt(95_percent)).
inline LimitMatcher Share(const Metric& rate, Comparand<Percent> side,
                          std::source_location place = std::source_location::current()) {
  return {share(rate), measured(side), place};
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
