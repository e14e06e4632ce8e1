// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the binary tells CTest about its tests, as a CMake script of set_tests_properties() calls;
// proofload_discover_tests() asks for it. Pure but for reading GoogleTest's list of tests.

#include <proofload/base/result.h>
#include <proofload/testing/traits.h>

#include <string>
#include <string_view>

namespace proofload {

/// One line for a test: its labels, its timeout, whether it runs alone.
std::string ctest_property_line(std::string_view suite, std::string_view name,
                                const TestTraits& traits);

/// CTest's timeout for a budget: a budget ends at 60 % of it, so that a run that is late is ended
/// by the framework, which keeps its numbers, and not by CTest, which does not.
Duration ctest_timeout(Duration budget);

/// Lines for all registered load tests, or everything that is wrong with their traits. Call it
/// after testing::InitGoogleTest().
Result<std::string> ctest_properties();

}  // namespace proofload
