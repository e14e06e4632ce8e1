// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/time_series.h>

#include <proofload/report/limit.h>

namespace proofload {

std::uint64_t TimeSeries::samples() const {
  std::uint64_t sum = 0;
  for (const auto& point : points) sum += point.samples;
  return sum;
}

TimeSeries time_series(const Window& window, const Statistic& statistic, Duration every) {
  TimeSeries series{statistic_name(window, statistic), statistic.quantity(window)};
  for (const auto& piece : window.every(every)) {
    const auto reading = statistic.read(piece);
    if (reading.missing.empty())
      series.points.push_back({piece.from(), piece.to(), reading.value, reading.samples});
  }
  return series;
}

}  // namespace proofload
