// SPDX-License-Identifier: Apache-2.0
#pragma once

// All that every output shows of one run: what was measured, what was asked of it, what came of it.
// A value; the functions that write it are pure.

#include <proofload/report/verdict.h>

#include <string>
#include <vector>

namespace proofload {

/// An assertion of the test that failed and is no limit.
struct AssertionFailure {
  std::string text;
  std::string file;
  int line = 0;
};

struct RunResult {
  Report report;
  std::vector<Limit> limits;
  std::vector<AssertionFailure> failures;
  Verdict verdict;

  /// It is INVALID, and its test is skipped instead of failed.
  bool skipped = false;
};

/// Judges a run.
inline RunResult result_of(Report report, std::vector<Limit> limits,
                           std::vector<AssertionFailure> failures) {
  auto verdict = judge(report, limits, !failures.empty());
  return {std::move(report), std::move(limits), std::move(failures), std::move(verdict), false};
}

}  // namespace proofload
