// SPDX-License-Identifier: Apache-2.0
#pragma once

// At what load a service degrades, how it does, and whether it recovers. Of a run whose load
// changes, read from its course:
//
//   errors begin      where the error rate first exceeds 1 %, and stays above it
//   latency bends     where p95 first exceeds three times what it is under low load, by 5 ms at
//                     least, and stays above that
//   largest load held the largest load of a piece before both, in which neither was the case
//   recovery          from the end of the peak to the piece from which on the service answers as
//                     under low load, and stays so; the peak ends where the load last is within a
//                     tenth of its greatest
//
// To stay is to do so in three pieces one after another, or to the end of the run where that is
// nearer, for recovery. Low load is the lower quarter between the least and the greatest load
// before the peak; its p95 is the median of its pieces. Where the load begins at its peak, the
// first third of the run stands for it.
//
// Why three times: where one queue is served, the response time at utilisation u is that of an idle
// service / (1 - u) (M/M/1), and every percentile of it likewise. Three times is two thirds of what
// the service can take. Jain calls the region the knee (R. Jain, "The Art of Computer Systems
// Performance Analysis", 1991, 3.3). Kneedle (V. Satopaa and others, "Finding a Kneedle in a
// Haystack", 2011) looks for the point farthest from the chord of the curve; it finds one in every
// curve, bent or not, and so cannot say that nothing degraded.
//
// It describes and judges nothing: no test fails by it. Values; pure functions.

#include <proofload/report/analysis/load_course.h>

#include <string>
#include <vector>

namespace proofload {

enum class Recovery : std::uint8_t {
  not_needed,     ///< nothing degraded
  recovered,      ///< after recovery_time
  not_recovered,  ///< not until the end of the run
  not_seen,       ///< the load did not fall after its peak, or too few requests came then
};

/// "not_needed", "recovered", "not_recovered", "not_seen".
std::string_view to_text(Recovery recovery);

struct BreakingPoint {
  bool of_users = false;                 ///< the loads are users
  std::optional<LoadPoint> greatest{};   ///< the greatest load; nothing of a run without load
  std::optional<double> low_load_p95{};  ///< in milliseconds
  std::optional<LoadPoint> errors_begin{};
  std::optional<LoadPoint> latency_bends{};
  std::optional<LoadPoint> largest_held{};
  Duration peak_ended{};  ///< since the start of the run
  Recovery recovery = Recovery::not_needed;
  Duration recovery_time{};  ///< since the end of the peak
  Duration watched{};        ///< from the end of the peak to the end of the run

  bool degraded() const { return errors_begin || latency_bends; }
};

BreakingPoint find_breaking_point(const LoadCourse& course);

/// "errors begin at 7,900 requests/s, after 9 min: 2.3 % fail", "p95 bends at 6,200 requests/s,
/// after 7 min: 31 ms, against 8 ms under low load", "recovered 4 s after the peak"; or "no
/// degradation up to 15,219 requests/s".
std::vector<std::string> sentences(const BreakingPoint& found);

}  // namespace proofload
