// SPDX-License-Identifier: Apache-2.0
#pragma once

// The steps of a run with their numbers, as rows: what tables and JSON show of them. Pure.

#include <proofload/metrics/window.h>

#include <map>
#include <string>
#include <vector>

namespace proofload {

struct StepRow {
  std::string name;
  std::uint64_t requests = 0;
  std::uint64_t failed = 0;
  std::map<std::string, std::uint64_t> statuses;  ///< "200": how many
  std::map<std::string, std::uint64_t> errors;    ///< kind of error: how many
  Histogram response;
  Histogram service;
};

/// One row for each step, sorted by name.
std::vector<StepRow> step_rows(const Window& window);

/// All steps together.
StepRow step_row(const Window& window, std::string name);

}  // namespace proofload
