// SPDX-License-Identifier: Apache-2.0
#pragma once

// The result of a run for machines, as one JSON document. Its "format" is "proofload.summary"; its
// "version" rises when a field changes its meaning or goes. Names of fields carry their unit.
// Pure; bytes that are no UTF-8 are escaped.

#include <proofload/report/run_result.h>

#include <string>

namespace proofload {

std::string json_summary(const RunResult& result);

}  // namespace proofload
