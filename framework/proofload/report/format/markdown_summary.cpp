// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/markdown_summary.h>

#include <proofload/base/secret.h>
#include <proofload/report/analysis/findings.h>
#include <proofload/report/format/markdown_text.h>
#include <proofload/report/step_table.h>
#include <proofload/units/quantity_text.h>

#include <fmt/format.h>

#include <algorithm>

namespace proofload {
namespace {

constexpr std::size_t most_rows = 100;
constexpr std::size_t most_failures = 20;
constexpr std::size_t most_text = 4000;

std::string_view symbol(Outcome outcome) {
  constexpr std::string_view symbols[] = {"✅", "❌", "⚠️"};
  return symbols[static_cast<std::size_t>(outcome)];
}

std::string_view symbol(Standing standing) {
  constexpr Outcome outcomes[] = {Outcome::pass, Outcome::fail, Outcome::invalid};
  return symbol(outcomes[static_cast<std::size_t>(standing)]);
}

std::string milliseconds(const Histogram& samples, double value) {
  return samples.count() == 0 ? "-" : to_text(Quantity::milliseconds, value);
}

std::string left_out(std::size_t all, std::size_t shown, std::string_view what) {
  return all > shown ? fmt::format("\nand {} more {}\n", all - shown, what) : std::string();
}

std::string load_line(const Report& report) {
  const auto& facts = report.facts();
  const auto requests = report.rate(metrics::step_failed);
  const auto response = report.trend(metrics::response);
  auto starts = count_text(facts.account.started) + " started";
  if (facts.account.planned)
    starts = count_text(facts.account.on_time) + " of " + count_text(*facts.account.planned) +
             " planned starts in time";
  return fmt::format("{} in {}: {}, {} requests, {} failed, p95 {}\n", markdown_code(facts.load),
                     markdown_code(facts.environment), starts, count_text(requests.count),
                     count_text(requests.passes), milliseconds(response, response.quantile(0.95)));
}

std::string sentences(const Verdict& verdict) {
  std::string text;
  for (const auto& reason : verdict.reasons) text += "- " + markdown_code(reason) + "\n";
  for (const auto& note : verdict.notes) text += "- note: " + markdown_code(note) + "\n";
  return text.empty() ? text : "\n" + text;
}

std::string finding_list(const Report& report) {
  std::string text;
  for (const auto& sentence : sentences(findings_of(report)))
    text += "- " + markdown_code(sentence) + "\n";
  return text.empty() ? text : "\nFindings:\n\n" + text;
}

std::string place_of(const Limit& limit) {
  return limit.file.empty() ? limit.source : limit.file + ":" + std::to_string(limit.line);
}

std::string limit_row(const Limit& limit) {
  return fmt::format("| {} | {} | {} | {} | {} |\n", symbol(limit.standing()),
                     markdown_code(limit.subject + ": " + limit.statement()),
                     limit.problem.empty() ? limit.observed : "-",
                     limit.problem.empty() ? limit.margin : "-", count_text(limit.samples));
}

std::string limit_table(const std::vector<Limit>& limits) {
  if (limits.empty()) return {};
  std::string text = "\n| | Limit | Observed | Margin | Samples |\n|---|---|---:|---|---:|\n";
  for (std::size_t i = 0; i < std::min(limits.size(), most_rows); ++i) text += limit_row(limits[i]);
  text += left_out(limits.size(), most_rows, "limits");
  std::string broken;
  for (const auto& limit : limits)
    if (!limit.held)
      broken += fmt::format("- {} {}\n", markdown_code(limit.explanation()),
                            markdown_code(place_of(limit)));
  return broken.empty() ? text : text + "\n" + broken;
}

std::string folded(const std::string& title, const std::string& content) {
  return "\n<details><summary>" + title + "</summary>\n\n" + content + "\n</details>\n";
}

std::string step_line(const StepRow& row) {
  const auto& response = row.response;
  const auto name = row.scenario.empty() ? row.name : row.scenario + ": " + row.name;
  return fmt::format(
      "| {} | {} | {} | {} | {} | {} | {} |\n", markdown_code(name), count_text(row.requests),
      count_text(row.failed), milliseconds(response, response.quantile(0.5)),
      milliseconds(response, response.quantile(0.95)),
      milliseconds(response, response.quantile(0.99)), milliseconds(response, response.max()));
}

std::string step_table(const Report& report) {
  const auto rows = step_rows(report);
  if (rows.empty()) return {};
  std::string text =
      "| Step | Requests | Failed | p50 | p95 | p99 | max |\n|---|---:|---:|---:|---:|---:|---:|\n";
  for (std::size_t i = 0; i < std::min(rows.size(), most_rows); ++i) text += step_line(rows[i]);
  text += left_out(rows.size(), most_rows, "steps");
  return folded(rows.size() == 1 ? "1 step" : count_text(rows.size()) + " steps", text);
}

std::string failure_blocks(const std::vector<AssertionFailure>& failures) {
  if (failures.empty()) return {};
  std::string text;
  for (std::size_t i = 0; i < std::min(failures.size(), most_failures); ++i)
    text += markdown_block(failures[i].file + ":" + std::to_string(failures[i].line) + "\n" +
                           without_secrets(failures[i].text).substr(0, most_text));
  text += left_out(failures.size(), most_failures, "failures");
  return folded("Other assertions that failed", text);
}

}  // namespace

std::string markdown_summary(const RunResult& result) {
  const auto outcome = result.verdict.outcome;
  return fmt::format("## {} {} {}{}\n\n", symbol(outcome), to_text(outcome),
                     markdown_code(result.report.facts().test),
                     result.skipped ? " (skipped)" : "") +
         load_line(result.report) + sentences(result.verdict) + limit_table(result.limits) +
         finding_list(result.report) + step_table(result.report) + failure_blocks(result.failures);
}

}  // namespace proofload
