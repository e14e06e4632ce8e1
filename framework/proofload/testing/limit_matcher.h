// SPDX-License-Identifier: Apache-2.0
#pragma once

// The matchers of this framework: each holds one statistic of a window against one bound, and
// leaves the limit in the log of the run, so that every output shows it, whether it held or not.
// Values; used on the thread of the test.

#include <proofload/report/condition.h>
#include <proofload/report/limit.h>
#include <proofload/report/report.h>
#include <proofload/testing/comparand.h>

#include <gmock/gmock.h>

#include <source_location>
#include <vector>

namespace proofload {

class LimitMatcher {
 public:
  using is_gtest_matcher = void;

  LimitMatcher(Statistic statistic, MeasuredBound bound, std::source_location place);

  bool MatchAndExplain(const Window& window, testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;

  /// The same statistic on the other side of the bound.
  LimitMatcher negated() const;

  const Statistic& statistic() const { return statistic_; }

  /// The bound, scaled like the run.
  MeasuredBound bound() const;

  /// What it asks, without a window: for limits over time and for abort rules.
  Condition condition() const;

 private:
  Limit judged(const Window& window) const;

  Statistic statistic_;
  MeasuredBound bound_;
  std::source_location place_;
};

/// Several limits on one window. All of them are judged, also after the first one is broken.
class LimitSet {
 public:
  using is_gtest_matcher = void;

  explicit LimitSet(std::vector<LimitMatcher> limits) : limits_(std::move(limits)) {}

  bool MatchAndExplain(const Window& window, testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;

  const std::vector<LimitMatcher>& limits() const { return limits_; }

 private:
  std::vector<LimitMatcher> limits_;
};

template <class Matcher>
concept LimitOrSet = std::same_as<Matcher, LimitMatcher> || std::same_as<Matcher, LimitSet>;

/// What a limit asks, or all that a set of them asks.
inline Conditions conditions_of(const LimitMatcher& limit) { return {limit.condition()}; }
Conditions conditions_of(const LimitSet& set);

inline void append(std::vector<LimitMatcher>& all, const LimitMatcher& limit) {
  all.push_back(limit);
}
inline void append(std::vector<LimitMatcher>& all, const LimitSet& set) {
  all.insert(all.end(), set.limits().begin(), set.limits().end());
}

/// All of these limits; unlike gMock's, it judges every one.
template <LimitOrSet... Limits>
LimitSet AllOf(const Limits&... limits) {
  std::vector<LimitMatcher> all;
  (append(all, limits), ...);
  return LimitSet(std::move(all));
}

/// The limit on the other side of the bound. Too little data fails it too.
template <std::same_as<LimitMatcher> Matcher>
LimitMatcher Not(Matcher limit) {
  return limit.negated();
}

/// Limits are promises, not alternatives.
template <LimitOrSet... Limits>
LimitSet AnyOf(const Limits&... limits) = delete;

/// For GoogleTest: "GET /schemas/{id}, 6,000 requests".
void PrintTo(const Window& window, std::ostream* out);
void PrintTo(const Report& report, std::ostream* out);

}  // namespace proofload
