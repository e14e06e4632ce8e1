// SPDX-License-Identifier: Apache-2.0
#pragma once

// The counters in which a Linux machine tells of the time it kept from its programs, read off the
// texts of /proc and /sys: see proc(5), and the kernel's pages on cgroup-v1 and -v2, psi and
// sched-stats. A text that is missing or reads otherwise gives nothing. Pure functions over values.

#include <proofload/metrics/metric.h>
#include <proofload/units/duration.h>

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace proofload {

/// Of all processors together, in clock ticks.
struct ProcessorTicks {
  double all = 0;     ///< idle included
  double stolen = 0;  ///< by the host
};

/// Everything since the machine, or a thread, started.
struct MachineCounters {
  std::optional<ProcessorTicks> ticks{};
  std::vector<std::optional<Duration>> throttled{};  ///< by control group
  std::vector<std::optional<Duration>> run_delay{};  ///< by thread: waiting for a processor
  std::optional<Duration> pressure{};                ///< some process waited for a processor
  std::optional<double> page_faults{};               ///< that had to read from disk
  std::optional<Duration> suspended{};
};

/// What happened between two readings: metrics::generator_steal, generator_throttled,
/// generator_run_queue (of the thread that waited longest), generator_pressure,
/// generator_page_faults and generator_clock_jump, as far as both know of it. elapsed: the time
/// between them.
std::vector<std::pair<Metric, double>> signals_between(const MachineCounters& before,
                                                       const MachineCounters& now,
                                                       Duration elapsed);

/// /proc/stat: its first line.
std::optional<ProcessorTicks> parse_processor_ticks(std::string_view stat);

/// cpu.stat of a control group: throttled_usec (version 2) or throttled_time (version 1).
std::optional<Duration> parse_throttled(std::string_view cpu_stat);

/// schedstat of a thread: how long it waited for a processor.
std::optional<Duration> parse_run_delay(std::string_view schedstat);

/// /proc/pressure/cpu: how long some process waited for a processor.
std::optional<Duration> parse_pressure(std::string_view pressure);

}  // namespace proofload
