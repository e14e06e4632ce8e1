// SPDX-License-Identifier: Apache-2.0
#pragma once

// The steps of a run with their numbers, as rows: what tables and JSON show of them. Pure.

#include <proofload/metrics/window.h>

#include <map>
#include <string>
#include <vector>

namespace proofload {

struct StepRow {
  std::string scenario;  ///< empty in a run of one scenario without a name
  std::string name;
  std::uint64_t requests = 0;
  std::uint64_t failed = 0;
  std::map<std::string, std::uint64_t> statuses;  ///< of HTTP, "200": how many
  std::map<std::string, std::uint64_t> errors;    ///< kind of error: how many
  Histogram response;
  Histogram service;
};

/// One row for each step of each scenario, sorted by their names.
std::vector<StepRow> step_rows(const Window& window);

/// All steps together.
StepRow step_row(const Window& window, std::string name);

}  // namespace proofload
