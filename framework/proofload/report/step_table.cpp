// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/step_table.h>

namespace proofload {
namespace {

std::map<std::string, std::uint64_t> steps_by(const Window& window, std::string_view tag) {
  std::map<std::string, std::uint64_t> numbers;
  for (const auto& value : window.values_of(tag)) {
    const auto steps = window.tagged(tag, value).rate(metrics::step_failed).count;
    if (steps > 0) numbers[value] = steps;
  }
  return numbers;
}

void add_rows(const Window& window, const std::string& scenario, std::vector<StepRow>& rows) {
  for (const auto& name : window.values_of("step")) {
    rows.push_back(step_row(window.step(name), name));
    rows.back().scenario = scenario;
  }
}

}  // namespace

StepRow step_row(const Window& window, std::string name) {
  StepRow row;
  row.name = std::move(name);
  const auto failed = window.rate(metrics::step_failed);
  row.requests = failed.count;
  row.failed = failed.passes;
  row.statuses = steps_by(window, "status");
  row.errors = steps_by(window, "error");
  row.response = window.trend(metrics::response);
  row.service = window.trend(metrics::service);
  return row;
}

std::vector<StepRow> step_rows(const Window& window) {
  std::vector<StepRow> rows;
  const auto scenarios = window.values_of("scenario");
  if (scenarios.empty()) add_rows(window, {}, rows);
  for (const auto& scenario : scenarios) add_rows(window.scenario(scenario), scenario, rows);
  return rows;
}

}  // namespace proofload
