// SPDX-License-Identifier: Apache-2.0
#pragma once

// What people read on the console: progress while a test runs, its numbers when it has run, its
// limits and verdict at the end. Pure functions that return whole lines.

#include <proofload/report/progress.h>
#include <proofload/report/run_result.h>

namespace proofload {

/// "12 s of 30 s   998/s   12 users   p95 1.2 ms   0 failed": one line without its end.
std::string progress_line(const Progress& progress);

/// What was played and measured: the load, the scenarios, the steps, the metrics of the test.
std::string measurement_text(const Report& report);

/// Every limit with what it found, whether the generator kept time, and the verdict with its
/// reasons.
std::string verdict_text(const RunResult& result);

}  // namespace proofload
