// SPDX-License-Identifier: Apache-2.0
#pragma once

// The test cases as which JUnit shows a run: one for the run ("did it play to its end"), one for
// the load ("was it delivered"), one for each limit, and one for each other assertion of the test
// that failed. A run that is not a pass always has a case that says so. Pure.

#include <proofload/report/run_result.h>

#include <string>
#include <utility>
#include <vector>

namespace proofload {

struct JUnitCase {
  enum class State : std::uint8_t {
    passed,
    failed,
    error,    ///< INVALID: it proves nothing
    skipped,  ///< the same in a run that skipped its test for being INVALID
  };

  std::string name;  ///< no two of a run are equal: GitLab drops the second
  State state = State::passed;
  std::string message;  ///< why it did not pass, in one sentence
  std::string text;     ///< what was found, passed or not
  std::string file;
  int line = 0;
  std::vector<std::pair<std::string, std::string>> properties{};
};

std::vector<JUnitCase> junit_cases(const RunResult& result);

}  // namespace proofload
