// SPDX-License-Identifier: Apache-2.0
#pragma once

// The result of a run as Markdown, for the job summary of GitHub ($GITHUB_STEP_SUMMARY) and notes
// in merge requests: verdict, load, limits as a table, and folded away the steps and what else
// failed. Long lists are cut, and say so: GitHub takes 1 MiB from a step. ci/results_summary joins
// the summaries of many tests and relies on the first line. Pure.

#include <proofload/report/run_result.h>

#include <string>

namespace proofload {

std::string markdown_summary(const RunResult& result);

}  // namespace proofload
