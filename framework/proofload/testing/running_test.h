// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the framework needs to know of the GoogleTest case that runs now, and how it ends one.
// Thread of the test only.

#include <proofload/report/run_result.h>

#include <source_location>
#include <string>
#include <vector>

namespace proofload {

/// "Suite.Name".
std::string running_test_name();

/// The labels and the budget it was declared with; the defaults for a plain TEST.
Duration running_test_budget();

/// Fails the test at a place of its source and leaves its body.
[[noreturn]] void end_test(const std::string& why, const std::source_location& place);

/// Fails the test and goes on.
void fail_test(const std::string& why, const std::string& file, int line);

/// The failures so far that do not come from these limits.
std::vector<AssertionFailure> failures_beside(const std::vector<Limit>& limits);

}  // namespace proofload
