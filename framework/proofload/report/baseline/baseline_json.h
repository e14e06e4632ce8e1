// SPDX-License-Identifier: Apache-2.0
#pragma once

// A baseline as a file: JSON of one number a line, so that a change of it can be read in a review.
// The fields stand in data/schemas/baseline.schema.json. Pure functions.

#include <proofload/base/result.h>
#include <proofload/report/baseline/baseline.h>

#include <string>
#include <string_view>

namespace proofload {

std::string baseline_json(const Baseline& baseline);

/// Reads what baseline_json() wrote. The error names file and line, and what is meant there.
Result<Baseline> parse_baseline(const std::string& file, std::string_view text);

}  // namespace proofload
