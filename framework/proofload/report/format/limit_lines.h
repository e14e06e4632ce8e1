// SPDX-License-Identifier: Apache-2.0
#pragma once

// The block "LIMITS" of the console: under each subject its limits, in the order in which they were
// asserted. One that holds takes one line; one that is broken, or in doubt, says in full what was
// found and where it stands in the source. Pure.

#include <proofload/report/format/console_style.h>
#include <proofload/report/limit.h>

#include <vector>

namespace proofload {

/// Empty where there are no limits.
std::string limit_lines(const std::vector<Limit>& limits, const ConsoleStyle& style);

}  // namespace proofload
