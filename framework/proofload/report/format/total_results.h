// SPDX-License-Identifier: Apache-2.0
#pragma once

// The block "TOTAL RESULTS" of the console, laid out as k6's: checks, then metrics by what they are
// about (HTTP, EXECUTION, NETWORK, CUSTOM), then the latency that is measured from the plan, which
// k6 does not know. Pure.

#include <proofload/report/format/console_style.h>
#include <proofload/report/report.h>

namespace proofload {

/// Empty where nothing was measured.
std::string total_results(const Report& report, const ConsoleStyle& style);

}  // namespace proofload
