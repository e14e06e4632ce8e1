// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/console.h>

#include <proofload/base/safe_text.h>
#include <proofload/report/health.h>
#include <proofload/report/metric_values.h>
#include <proofload/report/step_table.h>
#include <proofload/units/quantity_text.h>
#include <proofload/units/users.h>

#include <fmt/format.h>

#include <functional>
#include <map>
#include <utility>

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
  const bool several = rows.front().scenario != rows.back().scenario;
  if (rows.size() > 1) rows.push_back(step_row(report, "all steps"));
  std::size_t width = 4;
  for (const auto& row : rows) width = std::max(width, row.name.size() + (several ? 2 : 0));
  auto text = fmt::format("\n  {:<{}} {:>11} {:>9} {:>9} {:>9} {:>9} {:>9}\n", "step", width,
                          "requests", "failed", "p50", "p95", "p99", "max");
  std::string scenario;
  for (auto& row : rows) {
    if (several && row.scenario != std::exchange(scenario, row.scenario) && !scenario.empty())
      text += "  " + scenario + "\n";
    if (several && !scenario.empty()) row.name = "  " + row.name;
    text += step_line(row, width);
  }
  return text;
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
        text += fmt::format("  {}: status {} {} times\n", name_of(row), status, count(number));
    for (const auto& [kind, number] : row.errors)
      text += fmt::format("  {}: {} {} times\n", name_of(row), safe_line(kind), count(number));
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

// "99 of 100 planned starts in time; 100 started, 3 of them late, 0 dropped; 12 users at most".
std::string delivery_text(const LoadAccount& account, double late, std::uint64_t dropped) {
  const auto users = to_text(Users(account.most_users)) + " at most";
  const auto late_text = count_text(late) + " of them late";
  if (!account.planned)
    return fmt::format("{} started, {}; {}", count(account.started), late_text, users);
  return fmt::format("{} of {} planned starts in time; {} started, {}, {} dropped; {}",
                     count(account.on_time), count(*account.planned), count(account.started),
                     late_text, count(dropped), users);
}

double late_starts(const Window& window) { return window.counter(metrics::late_starts).sum; }

std::string load_lines(const Report& report) {
  const auto& facts = report.facts();
  if (facts.scenarios.size() < 2)
    return fmt::format("  load       {}\n  starts     {}\n", facts.load,
                       delivery_text(facts.account, late_starts(report), facts.dropped()));
  std::string text;
  for (const auto& [name, load, account] : facts.scenarios)
    text +=
        fmt::format("  {:<10} {}\n             {}\n", safe_line(name), load,
                    delivery_text(account, late_starts(report.scenario(name)), account.dropped()));
  return text;
}

std::string health_line(const RunResult& result) {
  const auto health = health_of(result.report, lateness_allowed(result.limits));
  if (health.voters() == 0) return {};
  if (health.summary().empty())
    return fmt::format("\n  the generator kept time in all {} seconds\n", health.voters());
  return "\n  the generator did not keep time in " + safe_text(health.summary()) + "\n";
}

std::string_view mark(Standing standing) {
  constexpr std::string_view marks[] = {"ok    ", "BROKEN", "DOUBT "};
  return marks[static_cast<std::size_t>(standing)];
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
  auto text = fmt::format("\n{}\n{}  target     {}\n", facts.test, load_lines(report),
                          safe_line(facts.target));
  if (!facts.scale.is_full())
    text += fmt::format("  scaled     {} of the load, {} of the time\n", to_text(facts.scale.load),
                        to_text(facts.scale.time));
  const auto pacing = report.trend(metrics::pacing);
  text += fmt::format(
      "  generator  {} of a core in its busiest thread, starts late by p50 {}, p99 {}\n",
      to_text(Percent::of_share(facts.account.busiest_thread)),
      milliseconds(pacing, pacing.quantile(0.5)), milliseconds(pacing, pacing.quantile(0.99)));
  const auto rows = step_rows(report);
  return text + step_table(report, rows) + error_lines(report, rows) + check_lines(report) +
         own_metric_lines(report);
}

std::string verdict_text(const RunResult& result) {
  std::string text = result.limits.empty() ? "" : "\n";
  for (const auto& limit : result.limits)
    text +=
        fmt::format("  {} {}: {}\n         {}\n", mark(limit.standing()), safe_line(limit.subject),
                    limit.statement(), safe_text(limit.explanation()));
  text += health_line(result);
  text += fmt::format("\n  {}  {}\n", to_text(result.verdict.outcome), result.report.facts().test);
  for (const auto& reason : result.verdict.reasons) text += "        " + safe_text(reason) + "\n";
  for (const auto& note : result.verdict.notes) text += "        note: " + safe_text(note) + "\n";
  return text;
}

}  // namespace proofload
