// SPDX-License-Identifier: Apache-2.0
#pragma once

// The open model: when is the n-th start due? Start n (from 0) is due when the area under the rate
// reaches n, so a held rate starts at once and then every 1/rate. Within a stage from rate a to
// rate b in time T, the area after t is a t + (b-a) t^2 / 2T, which is solved for t in the form
// that loses no digits. The schedule is a function of the number: a backlog of any length costs
// nothing. Immutable; safe from any thread.

#include <proofload/load/profile.h>

#include <cstdint>

namespace proofload {

class ArrivalSchedule {
 public:
  /// Requires a profile without problems.
  explicit ArrivalSchedule(const RateProfile& profile);

  /// How many starts there are in all.
  std::uint64_t size() const { return size_; }

  /// When start number n is due, since the start of the run. Requires n < size(). Never decreases.
  Duration at(std::uint64_t n) const;

  /// How many starts are due before an instant.
  std::uint64_t due_before(Duration instant) const;

 private:
  struct Piece {
    double starts_before;  // area under all pieces before this one
    double from;           // starts a second
    double slope;          // starts a second, a second
    Duration begin;
    Duration length;
  };

  std::vector<Piece> pieces_;
  std::uint64_t size_ = 0;
};

}  // namespace proofload
