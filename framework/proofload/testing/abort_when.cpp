// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/abort_when.h>

namespace proofload {
namespace {

// The unit is known without a run: rules look at the response time, or at what has one unit only.
std::string mistake_of(const Condition& condition) {
  const Window nothing(std::make_shared<Measurements>(Timeline()));
  const auto own = condition.statistic.quantity(nothing);
  if (own == condition.quantity) return {};
  return "is measured as " + std::string(unit_name(own)) + ", but its limit is given as " +
         std::string(unit_name(condition.quantity));
}

}  // namespace

AbortRule abort_when(const LimitMatcher& condition, AbortOptions options) {
  const auto asked = condition.condition();
  return {.statistic = asked.statistic,
          .bound = asked.bound,
          .text = options.step.empty() ? asked.text : asked.text + " of " + options.step,
          .step = options.step,
          .holds_for = options.holds_for,
          .over = options.over,
          .not_before = options.not_before,
          .mistake = mistake_of(asked)};
}

}  // namespace proofload
