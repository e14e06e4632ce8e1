// SPDX-License-Identifier: Apache-2.0
#pragma once

// When a run is not worth going on with: a condition that holds without interruption for some time.
//
//   .abort = {abort_when(ErrorRate(Gt(50_percent)), {.holds_for = 10s})}
//
// The condition is asked of a short stretch that ends one second ago, because requests still under
// way are missing from the newest second. Too little data is no condition that holds.
// Pure: whoever plays a run asks once a second, and obeys.

#include <proofload/report/bound.h>
#include <proofload/report/statistic.h>

#include <optional>
#include <string>
#include <vector>

namespace proofload {

struct AbortRule {
  Statistic statistic;
  Bound bound;
  std::string text;          ///< the condition for people: "error rate > 50 %"
  std::string step{};        ///< asked of this step only; empty: of the whole run
  Duration holds_for = 10s;  ///< without interruption
  Duration over = 5s;        ///< length of the stretch that is looked at
  Duration not_before{};     ///< since the start of the run: nothing is asked before
  std::string mistake{};     ///< why it can never hold, for its author; else empty
};

/// Everything wrong with it, one sentence each; empty when it can be asked.
std::vector<std::string> problems(const AbortRule& rule);

/// The rules of one run while it plays. Belongs to one thread.
class AbortWatch {
 public:
  explicit AbortWatch(std::vector<AbortRule> rules);

  /// Why the run should stop, of the first rule that says so: "abort rule: error rate > 50 % held
  /// for 10 s; error rate is 63 %, from 1,200 samples (756 failed of 1,200)". so_far: what the
  /// rules are about, of the run that plays; now: since its start, later at each call.
  std::optional<std::string> check(const Window& so_far, Duration now);

 private:
  struct Watched {
    AbortRule rule;
    std::optional<Duration> held_since{};
  };

  std::vector<Watched> watched_;
};

}  // namespace proofload
