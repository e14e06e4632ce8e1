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
  return side;
}

}  // namespace

LimitMatcher::LimitMatcher(Statistic statistic, MeasuredBound bound, std::source_location place)
    : statistic_(std::move(statistic)), bound_(bound), place_(place) {}

Limit LimitMatcher::judged(const Window& window) const {
  const auto side = scaled(bound_);
  auto limit = judge(window, statistic_, side.bound);
  if (limit.problem.empty() && limit.quantity != side.quantity) {
    limit.held = false;
    limit.problem = limit.statistic + " is measured as " + std::string(unit_name(limit.quantity)) +
                    ", but its limit is given as " + std::string(unit_name(side.quantity));
  }
  if (limit.quantity != side.quantity) limit.bound = bound_text(side);
  if (!limit.problem.empty() && !options().scale.is_full())
    limit.problem += " (the run was scaled)";
  if (side.bound.value != bound_.bound.value)
    limit.bound += " (scaled from " + to_text(bound_.quantity, bound_.bound.value) + ")";
  limit.file = place_.file_name();
  limit.line = int(place_.line());
  return limit;
}

bool LimitMatcher::MatchAndExplain(const Window& window,
                                   testing::MatchResultListener* listener) const {
  const auto limit = judged(window);
  log_limit(window, limit);
  *listener << safe_text(limit.explanation());
  return limit.held;
}

void LimitMatcher::DescribeTo(std::ostream* out) const {
  *out << statistic_.name << " " << bound_text(scaled(bound_));
}

void LimitMatcher::DescribeNegationTo(std::ostream* out) const {
  *out << "not " << statistic_.name << " " << bound_text(scaled(bound_));
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
  const auto requests = window.rate(metrics::http_req_failed).count;
  *out << safe_text(window.subject()) << ", " << count_text(double(requests))
       << (requests == 1 ? " request" : " requests");
}

// GoogleTest prints by the exact type.
void PrintTo(const Report& report, std::ostream* out) {
  PrintTo(static_cast<const Window&>(report), out);
}

}  // namespace proofload
