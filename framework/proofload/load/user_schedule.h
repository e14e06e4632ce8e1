// SPDX-License-Identifier: Apache-2.0
#pragma once

// The closed model: how many users should be active, when? In a ramp from a to b users in time T
// the k-th user joins (or leaves) at k T / |b - a|, as k6's ramping-vus has it. Immutable; safe
// from any thread.

#include <proofload/load/profile.h>

#include <cstdint>

namespace proofload {

class UserSchedule {
 public:
  /// From this instant on, so many users are active: users 0 to count - 1.
  struct Change {
    Duration at{};
    std::int64_t users = 0;
    bool operator==(const Change&) const = default;
  };

  /// Requires a profile without problems.
  explicit UserSchedule(const UserProfile& profile);

  /// All changes in order of time. Among changes at one instant the last one counts.
  const std::vector<Change>& changes() const { return changes_; }

  /// When the run ends.
  Duration length() const { return length_; }

  std::int64_t peak() const { return peak_; }

 private:
  void add(Duration at, std::int64_t users);

  std::vector<Change> changes_;
  Duration length_{};
  std::int64_t peak_ = 0;
};

}  // namespace proofload
