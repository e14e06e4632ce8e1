// SPDX-License-Identifier: Apache-2.0
#pragma once

// The distribution of the response time as `vegeta report -type=hdrplot` writes it: a table of 94
// quantiles that https://hdrhistogram.github.io/HdrHistogram/plotFiles.html draws. Values in
// milliseconds, from the planned start of each step; see vegeta_report.h for why. Quantiles are
// nearest rank, off by 0.05 % at most.
// github.com/tsenart/vegeta, lib/reporters.go (cf58112)
// Pure.

#include <proofload/report/run_result.h>

#include <string>

namespace proofload {

std::string hdr_plot(const RunResult& result);

}  // namespace proofload
