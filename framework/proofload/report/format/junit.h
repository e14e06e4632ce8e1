// SPDX-License-Identifier: Apache-2.0
#pragma once

// The result of a run as JUnit XML, the dialect that Jenkins, GitLab and GitHub actions read: one
// suite for the load test, and in it the cases of junit_cases(). A broken limit is a failure; one
// that is in doubt, and what makes the run INVALID, is an error of type INVALID, or skipped where
// the run skipped its test for it. What was found stands in the text of every case, passed or not,
// and as properties of the limits: observed, bound, unit, margin, samples, standing, source. `time`
// of the suite is the time played; a limit takes none. Pure.

#include <proofload/report/run_result.h>

#include <filesystem>
#include <string>
#include <vector>

namespace proofload {

/// attachments: other files of the run, the one that matters most first. They are named in the
/// first case and in all that did not pass, in the form "[[ATTACHMENT|path]]". Jenkins (with its
/// plugin JUnit Attachments) shows all of them and wants absolute paths; GitLab shows the first one
/// of a failed case and wants its path among the job's artifacts, relative to the project. A path
/// with "[", "]", "|" or a control character cannot be written that way and is left out.
/// https://github.com/jenkinsci/junit-attachments-plugin,
/// https://docs.gitlab.com/ci/testing/unit_test_reports
std::string junit_xml(const RunResult& result,
                      const std::vector<std::filesystem::path>& attachments = {});

}  // namespace proofload
