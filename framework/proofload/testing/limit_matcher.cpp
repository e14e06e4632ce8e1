// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/limit_matcher.h>

#include <proofload/base/safe_text.h>
#include <proofload/testing/limit_log.h>
#include <proofload/testing/options.h>
#include <proofload/units/quantity_text.h>

namespace proofload {
namespace {

std::string bound_text(const MeasuredBound& side) {
  return std::string(symbol(side.bound.comparison)) + " " +
         to_text(side.quantity, side.bound.value);
}

// A run at a tenth of the load cannot have all of the throughput, nor all of the users.
MeasuredBound scaled(MeasuredBound side) {
  if (side.scales_with_load) side.bound.value *= options().scale.load.share();
  if (side.scales_with_time) side.bound.value *= options().scale.time.share();
  return side;
}

std::string scaled_text(const MeasuredBound& side) {
  const auto own = scaled(side);
  if (own.bound.value == side.bound.value) return bound_text(side);
  return bound_text(own) + " (scaled from " + to_text(side.quantity, side.bound.value) + ")";
}

// What is measured in another unit proves nothing, on any seconds.
void note_wrong_unit(Limit& limit, Quantity given) {
  limit.held = false;
  limit.in_doubt = false;
  limit.healthy_only.clear();
  limit.problem = limit.statistic + " is measured as " + std::string(unit_name(limit.quantity)) +
                  ", but its limit is given as " + std::string(unit_name(given));
}

}  // namespace

LimitMatcher::LimitMatcher(Statistic statistic, MeasuredBound bound, std::source_location place)
    : statistic_(std::move(statistic)), bound_(bound), place_(place) {}

MeasuredBound LimitMatcher::bound() const { return scaled(bound_); }

Condition LimitMatcher::condition() const {
  return {statistic_, bound().bound, bound_.quantity, statistic_.name + " " + scaled_text(bound_)};
}

Limit LimitMatcher::judged(const Window& window) const {
  auto limit = judge(window, statistic_, bound().bound);
  if (limit.problem.empty() && limit.quantity != bound_.quantity)
    note_wrong_unit(limit, bound_.quantity);
  if (!limit.problem.empty() && !options().scale.is_full())
    limit.problem += " (the run was scaled)";
  limit.bound = scaled_text(bound_);
  limit.file = place_.file_name();
  limit.line = int(place_.line());
  return limit;
}

bool LimitMatcher::MatchAndExplain(const Window& window,
                                   testing::MatchResultListener* listener) const {
  const auto limit = judged(window);
  log_limit(window, limit);
  *listener << safe_text(limit.explanation());
  // Where INVALID is to skip the test it must not have failed before the verdict is known. The
  // verdict tells of every limit that broke then; see TestResults.
  return limit.held || options().invalid_skips;
}

void LimitMatcher::DescribeTo(std::ostream* out) const {
  *out << statistic_.name << " " << bound_text(bound());
}

void LimitMatcher::DescribeNegationTo(std::ostream* out) const {
  *out << "not " << statistic_.name << " " << bound_text(bound());
}

LimitMatcher LimitMatcher::negated() const {
  auto other = *this;
  other.bound_.bound.comparison = opposite(bound_.bound.comparison);
  return other;
}

bool LimitSet::MatchAndExplain(const Window& window, testing::MatchResultListener* listener) const {
  bool all = true;
  const char* separator = "";
  for (const auto& limit : limits_) {
    testing::StringMatchResultListener own;
    if (limit.MatchAndExplain(window, &own)) continue;
    all = false;
    *listener << separator << own.str();
    separator = "; ";
  }
  return all;
}

Conditions conditions_of(const LimitSet& set) {
  Conditions all;
  for (const auto& limit : set.limits()) all.push_back(limit.condition());
  return all;
}

void LimitSet::DescribeTo(std::ostream* out) const {
  const char* separator = "";
  for (const auto& limit : limits_) {
    *out << std::exchange(separator, " and ");
    limit.DescribeTo(out);
  }
}

void LimitSet::DescribeNegationTo(std::ostream* out) const {
  *out << "not all of: ";
  DescribeTo(out);
}

void PrintTo(const Window& window, std::ostream* out) {
  const auto requests = window.rate(metrics::step_failed).count;
  *out << safe_text(window.subject()) << ", " << count_text(double(requests))
       << (requests == 1 ? " request" : " requests");
}

// GoogleTest prints by the exact type.
void PrintTo(const Report& report, std::ostream* out) {
  PrintTo(static_cast<const Window&>(report), out);
}

}  // namespace proofload
