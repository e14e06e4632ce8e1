// SPDX-License-Identifier: Apache-2.0
#pragma once

// The key numbers of a run and what its limits found, as the lines by which a test hands
// measurements to CTest: they go into its Test.xml and to CDash, which draws them over time.
// https://cmake.org/cmake/help/latest/command/ctest_test.html#additional-test-measurements
// (CMake 3.21 or newer). Pure.

#include <proofload/report/run_result.h>

#include <filesystem>
#include <string>

namespace proofload {

/// To be printed to standard output, and only under CTest: elsewhere they are noise. A limit is
/// named by what it looks at, "GET /x: p95", so that its course survives another bound; the second
/// of that name is "GET /x: p95 (2)". Its value is in the unit that JUnit names. One that found
/// nothing is left out. report: a file that is attached, by its absolute path; empty for none.
std::string ctest_measurements(const RunResult& result, const std::filesystem::path& report = {});

}  // namespace proofload
