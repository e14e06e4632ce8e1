// SPDX-License-Identifier: Apache-2.0
#pragma once

// The values that a statistic has in the pieces of a window, one after another: the p95 of each
// second, the highest memory of each ten seconds, a gauge of the test's own. Data without a
// judgement; what is read from it stands in the other files of this folder. A value; pure
// functions.

#include <proofload/report/statistic.h>

#include <string>
#include <vector>

namespace proofload {

struct SeriesPoint {
  Duration from{};  ///< since the start of the run
  Duration to{};
  double value = 0;
  std::uint64_t samples = 0;

  Duration middle() const { return from + (to - from) / 2; }
};

struct TimeSeries {
  std::string name;  ///< "p95", "highest service_memory"
  Quantity quantity = Quantity::count;
  std::vector<SeriesPoint> points{};  ///< in the order of time

  std::uint64_t samples() const;
};

/// The window is cut as Window::every() cuts it: into pieces of whole slices, at least `every`
/// long. A piece in which the statistic has too little data has no point.
TimeSeries time_series(const Window& window, const Statistic& statistic, Duration every);

}  // namespace proofload
