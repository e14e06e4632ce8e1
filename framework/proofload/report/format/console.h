// SPDX-License-Identifier: Apache-2.0
#pragma once

// What people read on the console: the numbers of a run when it has run, its limits and verdict at
// the end of the test. Laid out for those who know k6's summary. What a service sent is made
// harmless; control sequences are only those of the style. Pure functions that return whole lines.

#include <proofload/report/format/console_style.h>
#include <proofload/report/run_result.h>

namespace proofload {

/// What was played and measured: the load, checks and metrics, the steps, what went wrong, whether
/// the load was delivered, and how busy the generator was.
std::string measurement_text(const Report& report, const ConsoleStyle& style = {});

/// Every limit with what it found, whether the generator kept time, and, last, the verdict with its
/// reasons.
std::string verdict_text(const RunResult& result, const ConsoleStyle& style = {});

}  // namespace proofload
