// SPDX-License-Identifier: Apache-2.0
#pragma once

// What load a run put on the service over time, and how the service answered it: what a breaking
// point is read from. Data without a judgement; a value, and a pure function of a report.

#include <proofload/report/report.h>

#include <optional>
#include <vector>

namespace proofload {

/// A piece of a run.
struct LoadPoint {
  Duration from{};  ///< since the start of the run
  Duration to{};
  double load = 0;                 ///< planned starts a second; of a closed load, users at most
  double requests_per_second = 0;  ///< as they were planned, failed ones included

  /// Share of the requests that failed; nothing where there were fewer than LoadCourse::fewest.
  std::optional<double> error_share{};

  /// Of the response of the requests that succeeded, in milliseconds, in the seconds in which the
  /// generator kept time; nothing where there were fewer than LoadCourse::fewest.
  std::optional<double> p95{};
};

struct LoadCourse {
  /// With fewer requests not even one lies beyond p95.
  static constexpr std::uint64_t fewest = 20;
  static constexpr int most_points = 240;

  bool of_users = false;  ///< the load is closed, at least in part
  std::vector<LoadPoint> points{};

  /// Whether the load changes: cut into eight parts of one length, the mean load of one is at
  /// least half as much again as that of another, and by more than the chance of the arrivals
  /// makes it. Not of fewer than ten points.
  bool changes() const;
};

/// Of the load of a run, without its warm-up, in whole seconds and at most most_points pieces.
LoadCourse load_course(const Report& report);

}  // namespace proofload
