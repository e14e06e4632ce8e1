// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the generator and its machine tell of themselves in one slice: the raw numbers, without a
// judgement. Zero, or empty, where a signal is missing. Pure.

#include <proofload/metrics/window.h>

#include <vector>

namespace proofload {

struct GeneratorSignals {
  double late_p99 = 0;             ///< of pacing, milliseconds
  double late_max = 0;             ///< of pacing, milliseconds
  double hiccup = 0;               ///< milliseconds
  double steal = 0;                ///< share
  double throttled = 0;            ///< milliseconds
  double run_queue = 0;            ///< share
  double busy = 0;                 ///< share of a core
  double page_faults = 0;          ///< number
  double clock_jump = 0;           ///< milliseconds
  std::uint64_t local_errors = 0;  ///< requests that failed for want of resources of our own
  double service_processors = 0;

  /// How long the generator stood still, in milliseconds.
  double stall() const;
};

/// One for each slice, with the one that follows the load. Reads every metric once for each slice.
std::vector<GeneratorSignals> signals_of(const Measurements& measurements);

}  // namespace proofload
