// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/step_table.h>

namespace proofload {
namespace {

std::map<std::string, std::uint64_t> requests_by(const Window& window, std::string_view tag) {
  std::map<std::string, std::uint64_t> numbers;
  for (const auto& value : window.values_of(tag)) {
    const auto requests = window.tagged(tag, value).counter(metrics::http_reqs).count;
    if (requests > 0) numbers[value] = requests;
  }
  return numbers;
}

}  // namespace

StepRow step_row(const Window& window, std::string name) {
  StepRow row;
  row.name = std::move(name);
  const auto failed = window.rate(metrics::http_req_failed);
  row.requests = failed.count;
  row.failed = failed.passes;
  row.statuses = requests_by(window, "status");
  row.errors = requests_by(window, "error");
  row.response = window.trend(metrics::response);
  row.service = window.trend(metrics::service);
  return row;
}

std::vector<StepRow> step_rows(const Window& window) {
  std::vector<StepRow> rows;
  for (const auto& name : window.values_of("step"))
    rows.push_back(step_row(window.step(name), name));
  return rows;
}

}  // namespace proofload
