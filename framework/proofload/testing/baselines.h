// SPDX-License-Identifier: Apache-2.0
#pragma once

// The files of baselines: <test>.<environment>.json in the folder that --baselines names, else in
// baselines/ of the data folder. Read and written as they are asked for; thread of the test.

#include <proofload/report/baseline/baseline_comparison.h>

#include <string>
#include <vector>

namespace proofload {

/// Where the baseline of a run belongs.
std::string baseline_file(const RunFacts& facts);

/// Holds a run against its baseline. Where there is none, or none that can be used, that is a
/// broken limit.
std::vector<Limit> baseline_limits(const Report& report, const BaselineTolerance& tolerance = {});

/// Makes the run the baseline of its test. Returns the file; the error names it and the reason.
Result<std::string> write_baseline(const Report& report);

}  // namespace proofload
