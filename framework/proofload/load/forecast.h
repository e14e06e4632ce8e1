// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a plan will do, before it does: shown to people who want to look before they start, and
// compared by tools that want to be sure that two runs played the same. Pure.

#include <proofload/load/arrival_schedule.h>
#include <proofload/load/load.h>

#include <cstdint>
#include <optional>

namespace proofload {

struct Forecast {
  /// How many iterations are planned; nothing where the service sets their number.
  std::optional<std::uint64_t> starts{};
  Users users{};      ///< at most so many at once
  Rate peak_rate{};   ///< of an open load, else zero
  Duration length{};  ///< for a number of iterations the maximal one
  Duration warm_up{};

  /// Of everything that decides when starts are planned, to the nanosecond: two plans with the same
  /// fingerprint play the same, and a different seed is a different plan if arrivals are Poisson.
  /// FNV-1a over the number and the instants of an open load. Where there are more than 1,024,000
  /// instants, over evenly spread runs of 1,024, as many as that at most, so that it costs a few
  /// hundredths of a second: a change of the rate or the seed shifts all later starts, and is seen.
  /// Over changes and pacing of a closed load, and over the numbers of a load bounded by count.
  std::uint64_t fingerprint = 0;

  bool operator==(const Forecast&) const = default;
};

/// The forecast of a load without problems; max_users as in DispatchOptions, seed and stream as in
/// ArrivalSchedule.
Forecast forecast(const Load& load, Users max_users, std::uint64_t seed = 0,
                  std::uint64_t stream = 0);

/// Planned starts of a whole load, over all workers, by time. One thread at a time.
class PlannedStarts {
 public:
  explicit PlannedStarts(const Load& load, std::uint64_t seed = 0, std::uint64_t stream = 0);

  /// How many starts are planned before an instant; nothing for a closed load, with a count or
  /// without, where the service sets the pace. Cheapest in rising order.
  std::optional<std::uint64_t> before(Duration instant) const;

 private:
  std::optional<ArrivalSchedule> schedule_;
};

}  // namespace proofload
