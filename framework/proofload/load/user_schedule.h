// SPDX-License-Identifier: Apache-2.0
#pragma once

// The closed model: how many users should be active, when? In a ramp from a to b users in time T
// the k-th user joins (or leaves) at k T / |b - a|, as k6's ramping-vus has it; a shape does so
// piece by piece (piece.h). Immutable; safe from any thread.

#include <proofload/load/piece.h>
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

  /// All changes in order of time, from no user on. Among changes at one instant the last counts.
  const std::vector<Change>& changes() const { return changes_; }

  /// When the load ends.
  Duration length() const { return length_; }

  std::int64_t peak() const { return peak_; }

  /// The interval at which each user plans its starts; zero: whenever it is free.
  Duration pacing() const { return pacing_; }

 private:
  void add(const Piece& piece);
  void add(Duration at, std::int64_t users);

  std::vector<Change> changes_;
  std::int64_t users_ = 0;
  std::int64_t peak_ = 0;
  Duration length_{};
  Duration pacing_{};
};

}  // namespace proofload
