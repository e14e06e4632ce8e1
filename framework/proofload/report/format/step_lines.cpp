// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/step_lines.h>

#include <proofload/base/safe_text.h>
#include <proofload/report/format/text_columns.h>
#include <proofload/report/quantity.h>
#include <proofload/units/quantity_text.h>

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace proofload {
namespace {

constexpr std::size_t widest_count = 11;
constexpr std::size_t widest_time = 9;

std::string row_text(const std::string& name, std::size_t width, const std::string& requests,
                     const std::string& failed, std::initializer_list<std::string> times) {
  auto text =
      "  " + left_aligned(name, width) + " " + right_aligned(requests, widest_count) + " " + failed;
  for (const auto& time : times) text += " " + right_aligned(time, widest_time);
  return text + "\n";
}

std::string step_line(const StepRow& row, std::size_t width, const ConsoleStyle& style) {
  const auto time = [&](double value) {
    return row.response.count() == 0 ? "-" : to_text(Quantity::milliseconds, value);
  };
  return row_text(row.name, width, count_text(row.requests),
                  alarming(right_aligned(count_text(row.failed), widest_time), row.failed, style),
                  {time(row.response.quantile(0.5)), time(row.response.quantile(0.95)),
                   time(row.response.quantile(0.99)), time(row.response.max())});
}

// "GET /x", or "GET /x of checkout" where that is not said elsewhere.
std::string name_of(const StepRow& row) {
  return safe_line(row.scenario.empty() ? row.name : row.name + " of " + row.scenario);
}

// The most frequent reasons.
std::string failed_iteration_lines(const Report& report) {
  constexpr std::size_t shown = 5;
  std::multimap<std::uint64_t, std::string, std::greater<>> reasons;
  for (const auto& reason : report.values_of("reason"))
    reasons.emplace(report.tagged("reason", reason).counter(metrics::failed_iterations).count,
                    reason);
  std::string text;
  std::size_t number = 0;
  for (const auto& [times, reason] : reasons) {
    if (number++ == shown) break;
    text += fmt::format("  iterations that ended early: {} times, {}\n", count_text(times),
                        safe_line(reason));
  }
  if (reasons.size() > shown)
    text += fmt::format("  and {} more reasons\n", reasons.size() - shown);
  return text;
}

}  // namespace

std::string step_lines(const Report& report, std::vector<StepRow> rows, const ConsoleStyle& style) {
  if (rows.empty()) return {};
  const bool several = rows.front().scenario != rows.back().scenario;
  if (rows.size() > 1) rows.push_back(step_row(report, "all steps"));
  std::size_t width = 4;
  for (auto& row : rows) {
    row.name = (several && !row.scenario.empty() ? "  " : "") + safe_line(row.name);
    width = std::max(width, columns(row.name));
  }
  auto text = row_text("step", width, "requests", right_aligned("failed", widest_time),
                       {"p50", "p95", "p99", "max"});
  std::string scenario;
  for (const auto& row : rows) {
    if (several && row.scenario != std::exchange(scenario, row.scenario) && !scenario.empty())
      text += "  " + safe_line(scenario) + "\n";
    text += step_line(row, width, style);
  }
  return text + "\n";
}

std::string error_lines(const Report& report, const std::vector<StepRow>& rows) {
  std::string text;
  for (const auto& row : rows) {
    for (const auto& [status, number] : row.statuses)
      if (status >= "400")
        text += fmt::format("  {}: status {} {} times\n", name_of(row), safe_line(status),
                            count_text(number));
    for (const auto& [kind, number] : row.errors)
      text += fmt::format("  {}: {} {} times\n", name_of(row), safe_line(kind), count_text(number));
  }
  text += failed_iteration_lines(report);
  return text.empty() ? text : text + "\n";
}

}  // namespace proofload
