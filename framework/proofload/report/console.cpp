// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/console.h>

#include <proofload/base/safe_text.h>
#include <proofload/report/metric_values.h>
#include <proofload/report/step_table.h>
#include <proofload/units/quantity_text.h>
#include <proofload/units/users.h>

#include <fmt/format.h>

#include <functional>
#include <map>

namespace proofload {
namespace {

std::string milliseconds(const Histogram& samples, double value) {
  return samples.count() == 0 ? "-" : to_text(Quantity::milliseconds, value);
}

std::string count(std::uint64_t number) { return count_text(double(number)); }

std::string step_line(const StepRow& row, std::size_t width) {
  const auto& response = row.response;
  return fmt::format(
      "  {:<{}} {:>11} {:>9} {:>9} {:>9} {:>9} {:>9}\n", safe_line(row.name), width,
      count(row.requests), count(row.failed), milliseconds(response, response.quantile(0.5)),
      milliseconds(response, response.quantile(0.95)),
      milliseconds(response, response.quantile(0.99)), milliseconds(response, response.max()));
}

std::string step_table(const Report& report, std::vector<StepRow> rows) {
  if (rows.empty()) return {};
  if (rows.size() > 1) rows.push_back(step_row(report, "all steps"));
  std::size_t width = 4;
  for (const auto& row : rows) width = std::max(width, row.name.size());
  auto text = fmt::format("\n  {:<{}} {:>11} {:>9} {:>9} {:>9} {:>9} {:>9}\n", "step", width,
                          "requests", "failed", "p50", "p95", "p99", "max");
  for (const auto& row : rows) text += step_line(row, width);
  return text;
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
    text += fmt::format("  iterations that ended early: {} times, {}\n", count(times),
                        safe_line(reason));
  }
  if (reasons.size() > shown)
    text += fmt::format("  and {} more reasons\n", reasons.size() - shown);
  return text;
}

std::string error_lines(const Report& report, const std::vector<StepRow>& rows) {
  std::string text;
  for (const auto& row : rows) {
    for (const auto& [status, number] : row.statuses)
      if (status >= "400")
        text +=
            fmt::format("  {}: status {} {} times\n", safe_line(row.name), status, count(number));
    for (const auto& [kind, number] : row.errors)
      text += fmt::format("  {}: {} {} times\n", safe_line(row.name), kind, count(number));
  }
  text += failed_iteration_lines(report);
  return text.empty() ? text : "\n" + text;
}

std::string check_lines(const Report& report) {
  std::string text;
  for (const auto& name : report.values_of("check")) {
    const auto checks = report.tagged("check", name).rate(metrics::checks);
    text += fmt::format("  {} {}: {} of {} passed\n",
                        checks.passes == checks.count ? "ok    " : "failed", safe_line(name),
                        count(checks.passes), count(checks.count));
  }
  return text.empty() ? text : "\n  checks\n" + text;
}

std::string own_metric_lines(const Report& report) {
  std::string text;
  for (const auto& metric : report.metrics())
    if (!metrics::is_built_in(metric))
      text += fmt::format("  {:<28} {}\n", safe_line(metric.name), values_text(report, metric));
  return text.empty() ? text : "\n" + text;
}

}  // namespace

std::string progress_line(const Progress& progress) {
  return fmt::format("{:>7} of {}   {}/s   {}   {} requests, {} failed, p95 {}",
                     to_text(std::chrono::round<std::chrono::seconds>(progress.elapsed)),
                     to_text(progress.length), number_text(progress.starts_per_second, 4),
                     to_text(Users(progress.users)), count(progress.requests),
                     count(progress.failed), to_text(Quantity::milliseconds, progress.p95));
}

std::string measurement_text(const Report& report) {
  const auto& facts = report.facts();
  const auto& account = facts.account;
  auto text = fmt::format("\n{}\n  load       {}\n  target     {}\n", facts.test, facts.load,
                          safe_line(facts.target));
  if (!facts.scale.is_full())
    text += fmt::format("  scaled     {} of the load, {} of the time\n", to_text(facts.scale.load),
                        to_text(facts.scale.time));
  text += account.planned
              ? fmt::format("  delivered  {} of {} planned starts in time, {} at most\n",
                            count(account.on_time), count(*account.planned),
                            to_text(Users(account.most_users)))
              : fmt::format("  played     {} iterations, {} at most\n", count(account.started),
                            to_text(Users(account.most_users)));
  const auto pacing = report.trend(metrics::pacing);
  text += fmt::format(
      "  generator  {} of a core in its busiest thread, starts late by p50 {}, p99 {}\n",
      to_text(Percent::of_share(account.busiest_thread)),
      milliseconds(pacing, pacing.quantile(0.5)), milliseconds(pacing, pacing.quantile(0.99)));
  const auto rows = step_rows(report);
  return text + step_table(report, rows) + error_lines(report, rows) + check_lines(report) +
         own_metric_lines(report);
}

std::string verdict_text(const RunResult& result) {
  std::string text = result.limits.empty() ? "" : "\n";
  for (const auto& limit : result.limits)
    text +=
        fmt::format("  {} {}: {}\n         {}\n", limit.held ? "ok    " : "BROKEN",
                    safe_line(limit.subject), limit.statement(), safe_text(limit.explanation()));
  text += fmt::format("\n  {}  {}\n", to_text(result.verdict.outcome), result.report.facts().test);
  for (const auto& reason : result.verdict.reasons) text += "        " + safe_text(reason) + "\n";
  for (const auto& note : result.verdict.notes) text += "        note: " + safe_text(note) + "\n";
  return text;
}

}  // namespace proofload
