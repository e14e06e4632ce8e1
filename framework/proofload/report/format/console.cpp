// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/console.h>

#include <proofload/base/safe_text.h>
#include <proofload/report/analysis/findings.h>
#include <proofload/report/format/limit_lines.h>
#include <proofload/report/format/step_lines.h>
#include <proofload/report/format/total_results.h>
#include <proofload/report/health.h>
#include <proofload/report/quantity.h>
#include <proofload/units/percent.h>
#include <proofload/units/quantity_text.h>
#include <proofload/units/users.h>

#include <fmt/format.h>

namespace proofload {
namespace {

std::string field(std::string_view name, const std::string& value) {
  return fmt::format("  {:<10} {}\n", name, value);
}

std::string head(const RunFacts& facts) {
  auto text = "\n" + safe_line(facts.test) + "\n";
  if (facts.scenarios.size() < 2) {
    text += field("load", safe_line(facts.load));
  } else {
    for (const auto& scenario : facts.scenarios)
      text += field(&scenario == &facts.scenarios.front() ? "load" : "",
                    safe_line(scenario.name + ": " + scenario.load));
  }
  text += field("target", safe_line(facts.target + " (environment " + facts.environment + ")"));
  if (!facts.scale.is_full())
    text += field("scaled", to_text(facts.scale.load) + " of the load, " +
                                to_text(facts.scale.time) + " of the time");
  return text + "\n";
}

// "99 of 100 planned starts in time; 100 started, 3 of them late, 0 dropped; 12 users at most".
std::string delivery_text(const LoadAccount& account, double late, std::uint64_t dropped,
                          const ConsoleStyle& style) {
  const auto users = to_text(Users(account.most_users)) + " at most";
  const auto late_text = count_text(late) + " of them late";
  if (!account.planned)
    return fmt::format("{} started, {}; {}", count_text(account.started), late_text, users);
  return fmt::format("{} of {} planned starts in time; {} started, {}, {}; {}",
                     count_text(account.on_time), count_text(*account.planned),
                     count_text(account.started), late_text,
                     alarming(count_text(dropped) + " dropped", dropped, style), users);
}

double late_starts(const Window& window) { return window.counter(metrics::late_starts).sum; }

std::string delivery_lines(const Report& report, const ConsoleStyle& style) {
  const auto& facts = report.facts();
  if (facts.scenarios.size() < 2)
    return field("starts",
                 delivery_text(facts.account, late_starts(report), facts.dropped(), style));
  std::string text;
  for (const auto& scenario : facts.scenarios)
    text += field(&scenario == &facts.scenarios.front() ? "starts" : "",
                  safe_line(scenario.name) + ": " +
                      delivery_text(scenario.account, late_starts(report.scenario(scenario.name)),
                                    scenario.account.dropped(), style));
  return text;
}

std::string generator_line(const Report& report) {
  const auto pacing = report.trend(metrics::pacing);
  const auto late = [&](double share) {
    return pacing.count() == 0 ? "-" : to_text(Quantity::milliseconds, pacing.quantile(share));
  };
  return field("generator",
               fmt::format("{} of a core in its busiest thread, starts late by p50 {}, p99 {}",
                           to_text(Percent::of_share(report.facts().account.busiest_thread)),
                           late(0.5), late(0.99)));
}

std::string finding_lines(const Report& report) {
  std::string text;
  for (const auto& sentence : sentences(findings_of(report)))
    text += field(text.empty() ? "findings" : "", sentence);
  return text;
}

std::string health_line(const RunResult& result) {
  const auto health = health_of(result.report, lateness_allowed(result.limits));
  if (health.voters() == 0) return {};
  if (health.summary().empty())
    return fmt::format("\n  the generator kept time in all {} seconds\n", health.voters());
  return "\n  the generator did not keep time in " + safe_text(health.summary()) + "\n";
}

}  // namespace

std::string measurement_text(const Report& report, const ConsoleStyle& style) {
  const auto rows = step_rows(report);
  return head(report.facts()) + total_results(report, style) + step_lines(report, rows, style) +
         error_lines(report, rows) + delivery_lines(report, style) + generator_line(report) +
         finding_lines(report);
}

std::string verdict_text(const RunResult& result, const ConsoleStyle& style) {
  auto text = limit_lines(result.limits, style) + health_line(result);
  const auto outcome = result.verdict.outcome;
  text += fmt::format("\n  {}  {}{}\n", coloured(to_text(outcome), outcome, style),
                      safe_line(result.report.facts().test),
                      result.skipped ? " (the test is skipped)" : "");
  for (const auto& reason : result.verdict.reasons) text += "        " + safe_text(reason) + "\n";
  for (const auto& note : result.verdict.notes) text += "        note: " + safe_text(note) + "\n";
  return text;
}

}  // namespace proofload
