// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the framework needs to know of the GoogleTest case that runs now, and how it ends one.
// Thread of the test only.

#include <proofload/report/run_result.h>
#include <proofload/testing/traits.h>

#include <source_location>
#include <string>
#include <utility>
#include <vector>

namespace proofload {

/// "Suite.Name".
std::string running_test_name();

/// Where it is written.
std::pair<std::string, int> running_test_place();

/// What it was declared with; nothing for a plain TEST_F.
const TestTraits* running_test_traits();

/// Fails the test at a place of its source and leaves its body.
[[noreturn]] void end_test(const std::string& why, const std::source_location& place);

/// Skips the test and leaves its body.
[[noreturn]] void skip_test(const std::string& why, const std::source_location& place);

/// Skips the test and goes on.
void note_skip(const std::string& why, const std::string& file, int line);

/// Fails the test and goes on.
void fail_test(const std::string& why, const std::string& file, int line);

/// An assertion of the running test that failed.
struct ReportedFailure {
  AssertionFailure failure;
  std::size_t part = 0;  ///< number among everything the test has reported
};

/// How much the test has reported, and what of it are failures.
std::size_t reported_parts();
std::vector<ReportedFailure> reported_failures();

/// Whether the test was skipped.
bool is_skipped();

}  // namespace proofload
