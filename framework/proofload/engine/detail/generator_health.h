// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the generator can tell of its own state, once a second: the hiccup meter and the signals of
// the machine. Belongs to the conductor.

#include <proofload/engine/detail/hiccup_meter.h>
#include <proofload/engine/detail/machine_signals.h>
#include <proofload/metrics/names.h>

#include <utility>
#include <vector>

namespace proofload {

class GeneratorHealth {
 public:
  /// Begins to watch these threads.
  explicit GeneratorHealth(std::vector<pid_t> threads) : signals_(std::move(threads)) {
    hiccups_.start();
  }

  /// Gauges of the time since the last call.
  std::vector<std::pair<Metric, double>> since_last(Duration elapsed) {
    auto all = signals_.since_last(elapsed);
    all.emplace_back(metrics::generator_hiccup, in_milliseconds(hiccups_.largest()));
    return all;
  }

 private:
  HiccupMeter hiccups_;
  MachineSignals signals_;
};

}  // namespace proofload
