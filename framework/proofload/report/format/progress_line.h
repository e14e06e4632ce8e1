// SPDX-License-Identifier: Apache-2.0
#pragma once

// How far a run is, as one line without its end. What matters most stands first, so that a narrow
// terminal still shows it. Pure functions.

#include <proofload/report/format/console_style.h>
#include <proofload/report/progress.h>

namespace proofload {

/// For a log: "12 s of 30 s (40 %)  998 of 1000/s  12 users  p95 1.2 ms  3 failed, 1 now  18 s
/// left".
std::string progress_line(const Progress& progress);

/// For a terminal of this many columns, with a bar: "[####......] 18 s left  998 of 1000/s ...".
/// Parts that do not fit are left out from the end on; never wider than the terminal less one
/// column, in which its cursor stands.
std::string progress_line(const Progress& progress, std::size_t width, const ConsoleStyle& style);

}  // namespace proofload
