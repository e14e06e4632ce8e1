// SPDX-License-Identifier: Apache-2.0
#pragma once

// The thresholds of a run with abortOnFail while it plays, as k6 asks them: every two seconds, of
// all that was measured so far, each from its delayAbortEval on. What has too few samples so far is
// not asked; k6 asks as soon as there is one. The rate of a counter is its sum over the time that
// has been played. An abort rule in code looks at a stretch of the last
// seconds instead; see report/abort_rule.h.
// Pure: whoever plays a run asks once a second, and obeys. Belongs to one thread.

#include <proofload/report/thresholds/threshold.h>

#include <optional>
#include <string>
#include <vector>

namespace proofload {

class ThresholdWatch {
 public:
  /// Takes those with abort_on_fail, and leaves out the others. scale: of the run.
  explicit ThresholdWatch(const std::vector<Threshold>& thresholds, Scale scale = {});

  /// Whether there is nothing to ask.
  bool empty() const { return thresholds_.empty(); }

  /// Why the run should stop, of the first threshold that does not hold: "threshold
  /// http_req_duration: p(95)<500 failed: p(95) is 812 ms, from 1200 samples". so_far: the whole
  /// run, while it plays; now: since its start, later at each call.
  std::optional<std::string> check(const Window& so_far, Duration now);

 private:
  std::vector<Threshold> thresholds_;
  Scale scale_;
  Duration::rep last_turn_ = 0;
};

}  // namespace proofload
