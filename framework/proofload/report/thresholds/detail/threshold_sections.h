// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <proofload/base/result.h>
#include <proofload/report/thresholds/threshold_file.h>

#include <string>
#include <string_view>
#include <vector>

namespace proofload::detail {

/// Reads the sections of a file in the order of the file. The error names file and line.
Result<std::vector<ThresholdSection>> parse_threshold_sections(const std::string& file,
                                                               std::string_view text);

}  // namespace proofload::detail
