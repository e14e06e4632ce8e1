// SPDX-License-Identifier: Apache-2.0
#pragma once

// For a test binary with a main() of its own; Proofload::testing_main has one that does just this.

namespace proofload {

/// Takes over GoogleTest's flags and ours, runs the tests, and returns the exit code: 0 when all
/// passed, 1 when not, 2 for a flag that cannot be used. Call it once.
int run_tests(int argc, char** argv);

}  // namespace proofload
