// SPDX-License-Identifier: Apache-2.0
#pragma once

// When a stream pushes: at the first whole second from each multiple of its interval. Seconds of a
// run come a little early or late, so half of one makes no difference. Not synchronized.

#include <proofload/units/duration.h>

namespace proofload {

class PushSchedule {
 public:
  explicit PushSchedule(Duration interval) : interval_(interval), next_(interval) {}

  /// Whether a push is due now, at an instant since the start of the run; true once for each.
  bool is_due(Duration now) {
    const auto reached = now + tolerance;
    if (reached < next_) return false;
    next_ = (reached / interval_ + 1) * interval_;
    return true;
  }

 private:
  static constexpr Duration tolerance = 500ms;

  Duration interval_;
  Duration next_;
};

}  // namespace proofload
