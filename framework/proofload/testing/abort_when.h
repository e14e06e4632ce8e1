// SPDX-License-Identifier: Apache-2.0
#pragma once

// Ends a run in which a condition holds for some time, with the vocabulary of limits; for
// Plan::abort:
//
//   .abort = {abort_when(ErrorRate(Gt(50_percent)), {.holds_for = 10s})}

#include <proofload/report/abort_rule.h>
#include <proofload/testing/limit_matcher.h>

namespace proofload {

/// How a rule looks at a run; see report/abort_rule.h.
struct AbortOptions {
  Duration holds_for = 10s;  ///< without interruption
  Duration over = 5s;        ///< length of the stretch that is looked at
  Duration not_before{};     ///< since the start of the run
  std::string step{};        ///< of this step only
};

/// Bounds are scaled like the run. A bound in another unit than what it bounds makes a rule that
/// problems() refuses.
AbortRule abort_when(const LimitMatcher& condition, AbortOptions options = {});

}  // namespace proofload
