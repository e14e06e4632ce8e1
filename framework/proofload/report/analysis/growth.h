// SPDX-License-Identifier: Apache-2.0
#pragma once

// How fast a series grows: the line of Theil and Sen through its points. Its slope is the median
// of the slopes between all pairs of points, so that one point in four may be far off without
// moving it (H. Theil, 1950; P. K. Sen, "Estimates of the regression coefficient based on
// Kendall's tau", Journal of the American Statistical Association 63, 1968). It lies so high that
// half of the points are above it. A value; pure functions.

#include <proofload/report/analysis/time_series.h>

#include <optional>

namespace proofload {

struct Growth {
  double per_second = 0;
  double from = 0;  ///< of the line, in the middle of the first point
  double to = 0;    ///< in the middle of the last one

  double total() const { return to - from; }
};

/// Of a series of two points or more; nothing of a shorter one. Takes time by the square of the
/// number of points.
std::optional<Growth> growth_of(const TimeSeries& series);

/// "18.2 MiB a minute", "62 a minute"; an hour where it is less than one, or than 1 KiB, a minute.
std::string growth_text(Quantity quantity, double per_second);

}  // namespace proofload
