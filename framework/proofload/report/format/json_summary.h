// SPDX-License-Identifier: Apache-2.0
#pragma once

// The result of a run for machines, as one JSON document. Its "format" is "proofload.summary"; its
// "version" rises when a field changes its meaning or goes. Names of fields carry their unit.
// Bytes that are no UTF-8 are escaped.

#include <proofload/report/run_result.h>

#include <functional>
#include <string>
#include <string_view>

namespace proofload {

/// Hands the document out piece by piece, so that little of it is in memory at any time.
void write_json_summary(const RunResult& result, const std::function<void(std::string_view)>& sink);

/// The whole document.
std::string json_summary(const RunResult& result);

}  // namespace proofload
