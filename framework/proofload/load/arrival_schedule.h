// SPDX-License-Identifier: Apache-2.0
#pragma once

// The open model: when is the n-th start due? The area under the rate is the number of starts that
// should have been made. Within a piece from rate a to rate b in time T it grows by
// a t + (b-a) t^2 / 2T after t, which is solved for t in the form that loses no digits.
//
//   a profile that begins with a hold     start n is due as the area grows beyond n: the first one
//                                         at once, then every 1/rate (k6: constant-arrival-rate)
//   one that begins with a ramp, a jump   start n is due when the area reaches n + 1, the last one
//   or a shape                            perhaps exactly at the end (k6: ramping-arrival-rate)
//   whichever, with a phase               start n is due as the area grows beyond n + phase: of
//   many
//                                         schedules with phases drawn at random none keeps step
//   poisson()                             start n is due when the area reaches point n of a Poisson
//                                         process of rate one (poisson_points.h)
//
// The schedule is a function of the number: a backlog of any length costs nothing, and workers that
// share a plan need not speak to each other. One thread at a time if Poisson, else safe from any.

#include <proofload/load/piece.h>
#include <proofload/load/poisson_points.h>
#include <proofload/load/profile.h>

#include <optional>

namespace proofload {

class ArrivalSchedule {
 public:
  /// Requires a profile without problems. seed and stream (of the scenario, below 2^32) matter to
  /// Poisson arrivals only, phase (from 0, below 1) to even ones only.
  explicit ArrivalSchedule(const RateProfile& profile, std::uint64_t seed = 0,
                           std::uint64_t stream = 0, std::optional<double> phase = {});

  /// How many starts there are in all.
  std::uint64_t size() const { return size_; }

  /// When start number n is due, since the load began. Requires n < size(). Never decreases.
  Duration at(std::uint64_t n) const;

  /// How many starts are due before an instant.
  std::uint64_t due_before(Duration instant) const;

 private:
  struct Growth {
    double area_before;  // under all pieces before this one
    double from;         // starts a second
    double slope;        // starts a second, a second
    Duration begin;
    Duration length;
  };

  std::uint64_t even_size() const;
  double area_of(std::uint64_t n) const;
  double area_at(Duration instant) const;
  const Growth& growth_at(double area) const;

  std::vector<Growth> growths_;
  double area_ = 0;
  double phase_ = 1;     // the area at which start 0 is due
  bool beyond_ = false;  // as the area grows beyond, not when it reaches it
  std::optional<PoissonPoints> points_;
  std::uint64_t size_ = 0;
};

}  // namespace proofload
