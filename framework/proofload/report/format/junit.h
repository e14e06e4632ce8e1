// SPDX-License-Identifier: Apache-2.0
#pragma once

// The result of a run as JUnit XML (the dialect of Jenkins' junit-10.xsd, which GitLab and GitHub
// actions read too): one suite for the load test, and in it one case for each limit, one for the
// load ("was it delivered"), one for the run ("did it play to its end"), and one for the other
// assertions of the test where they failed. A broken limit is a failure; one that is in doubt, and
// what makes the run INVALID, is an error of type INVALID. Pure.

#include <proofload/report/run_result.h>

#include <string>

namespace proofload {

std::string junit_xml(const RunResult& result);

/// The numbers worth carrying into any report: names without spaces, values as text.
std::vector<std::pair<std::string, std::string>> key_numbers(const Report& report);

}  // namespace proofload
