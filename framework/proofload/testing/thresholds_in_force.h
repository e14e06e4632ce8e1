// SPDX-License-Identifier: Apache-2.0
#pragma once

// The thresholds that hold in this process: those of the file, and those of the command line.
// Loaded once, before tests run; read from any thread afterwards.

#include <proofload/report/thresholds/threshold_file.h>
#include <proofload/testing/options.h>

namespace proofload {

/// Reads the file that the options name, or the usual one where there is one, and what they add.
Result<void> load_thresholds(const Options& options);

/// Those of a test: "Suite.Name".
std::vector<Threshold> thresholds_in_force(const std::string& test);

}  // namespace proofload
