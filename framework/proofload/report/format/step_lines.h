// SPDX-License-Identifier: Apache-2.0
#pragma once

// The steps of a run on the console: a table of them, and what went wrong in them. Pure functions.

#include <proofload/report/format/console_style.h>
#include <proofload/report/report.h>
#include <proofload/report/step_table.h>

namespace proofload {

/// The table, followed by an empty line; empty where there are no steps.
std::string step_lines(const Report& report, std::vector<StepRow> rows, const ConsoleStyle& style);

/// Answers of 400 and above, errors, and the most frequent reasons why iterations ended early,
/// followed by an empty line; empty where there are none.
std::string error_lines(const Report& report, const std::vector<StepRow>& rows);

}  // namespace proofload
