// SPDX-License-Identifier: Apache-2.0
#pragma once

// Two numbers that say whether a service gets worse with time, in percent: by how much the last
// third of a run is above its first third (late_against_early.h). 0 is flat, 100 is twice as much,
// below zero is less.
//
//   memory_leak_indicator   of the highest service_memory
//   response_time_trend     of p95, of the response from the plan
//
// They need no assertion: reports show them, and a threshold may bound them like a gauge,
// "memory_leak_indicator": ["value<50"]. With tags the second is that of a part of the run:
// "response_time_trend{name:GET /orders}". Values; pure functions of a window.

#include <proofload/report/statistic.h>

#include <optional>
#include <string>
#include <vector>

namespace proofload {

struct SoakIndicator {
  double percent = 0;

  /// "service_memory from 52 MiB in the first third to 143 MiB in the last, by 18 MiB a minute".
  /// The speed is that of the whole run (growth.h), of memory that grew.
  std::string context;
};

struct SoakIndicators {
  std::optional<SoakIndicator> memory_leak{};  ///< nothing where there is too little data
  std::optional<SoakIndicator> response_time_trend{};
};

SoakIndicators soak_indicators(const Window& run);

/// "memory_leak_indicator 175 %: " and its context, one for each that is there.
std::vector<std::string> sentences(const SoakIndicators& indicators);

/// The statistic behind a metric of this name; nothing where the metric is none of the two.
std::optional<Statistic> soak_indicator(const Metric& metric);

}  // namespace proofload
