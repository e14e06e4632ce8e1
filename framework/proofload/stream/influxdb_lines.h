// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a run is in InfluxDB, in its line protocol: a measurement for each metric, with k6's tags
// (report/k6_tags.h, without `url`, which is `name`), those of the run (stream/run_tags.h), and
// `test`: "Suite.Name". Fields are what came since the last push, in the units of the metrics,
// times in milliseconds:
//
//   counter    value (the sum)
//   gauge      value (the last one)
//   rate       value (the share that is not zero), passes, count
//   trend      value (the mean), count, min, med, p95, p99, max
//
// k6 writes each sample as a point of its own; sums, means and extremes of `value` are the same
// here, percentiles have their own fields. The verdict ends the run:
//
//   verdict    value 1; tag `outcome`: "PASS", "FAIL", "INVALID"
//   threshold  value (1 where a limit held, else 0), limit, observed (missing where there was too
//              little to tell); tags `threshold`, `subject`, `source`: "code", "file" or "command
//              line"
//
// https://docs.influxdata.com/influxdb/v1/write_protocols/line_protocol_reference/
// Pure functions.

#include <proofload/base/clock.h>
#include <proofload/report/run_result.h>
#include <proofload/stream/metric_snapshot.h>

#include <string>
#include <string_view>

namespace proofload {

/// The lines of a snapshot of what came since the last one. of_run: tags of the run.
std::string influxdb_lines(const MetricSnapshot& snapshot, std::string_view test,
                           WallClock::time_point at, const Tags& of_run = {});

/// The lines of the verdict and the limits.
std::string influxdb_lines(const RunResult& result, WallClock::time_point at,
                           const Tags& of_run = {});

/// A name or a value as the protocol takes it: commas, spaces and equals signs escaped, and what
/// may not be shown as in base/safe_text.h. A backslash cannot be written where the protocol takes
/// it for an escape; it becomes a slash there.
std::string influxdb_text(std::string_view text);

}  // namespace proofload
