// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/test_results.h>

#include <proofload/base/safe_text.h>
#include <proofload/report/format/console.h>
#include <proofload/report/format/ctest_measurements.h>
#include <proofload/report/format/json_summary.h>
#include <proofload/report/format/junit.h>
#include <proofload/report/key_numbers.h>
#include <proofload/testing/baselines.h>
#include <proofload/testing/environments.h>
#include <proofload/testing/limit_log.h>
#include <proofload/testing/live_results.h>
#include <proofload/testing/options.h>
#include <proofload/testing/running_test.h>
#include <proofload/testing/terminal.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <utility>

namespace proofload {
namespace {

using Failures = std::vector<ReportedFailure>;

// The report of a test that has played nothing.
Report nothing_played(const std::string& test) {
  RunFacts facts;
  facts.test = test;
  facts.started_at = WallClock::now();
  facts.environment = options().environment;
  facts.scale = options().scale;
  facts.seed = options().seed;
  std::tie(facts.file, facts.line) = running_test_place();
  return {std::make_shared<Measurements>(Timeline{}), std::move(facts)};
}

bool explains(const AssertionFailure& failure, const Limit& limit) {
  return failure.text.find(safe_text(limit.explanation())) != failure.text.npos;
}

// A limit counts when it was asserted: when it held, or when a failure of the test speaks of it.
// One that was only looked at (by testing::Not, by testing::Value) does not. Where the matchers
// leave failing to the verdict all count.
bool was_asserted(const Limit& limit, const Failures& failures) {
  return limit.held || options().invalid_skips ||
         std::any_of(failures.begin(), failures.end(),
                     [&](const auto& reported) { return explains(reported.failure, limit); });
}

bool is_of_a_limit(const AssertionFailure& failure, const std::vector<std::vector<Limit>>& runs) {
  return std::any_of(runs.begin(), runs.end(), [&](const std::vector<Limit>& limits) {
    return std::any_of(limits.begin(), limits.end(),
                       [&](const Limit& limit) { return !limit.held && explains(failure, limit); });
  });
}

void print(const std::string& text) {
  std::fputs(text.c_str(), stdout);
  std::fflush(stdout);
}

std::string flag_of(const Limit& limit) {
  return limit.source == "baseline" ? "--compare-baseline" : "--threshold";
}

bool is_compared(const std::vector<Limit>& limits) {
  return std::any_of(limits.begin(), limits.end(),
                     [](const Limit& limit) { return limit.source == "baseline"; });
}

// A baseline that cannot be kept fails the test; one that should not be is a note.
void record_baseline(RunResult& result) {
  const auto& facts = result.report.facts();
  if (result.verdict.outcome != Outcome::pass) {
    result.verdict.notes.push_back("no baseline is recorded of a run that is " +
                                   std::string(to_text(result.verdict.outcome)));
    return;
  }
  const auto file = write_baseline(result.report);
  if (file)
    result.verdict.notes.push_back("its baseline is recorded in " + file.value());
  else
    fail_test(file.error(), facts.file, facts.line);
}

// What has not failed the test yet: thresholds, baselines, and what matchers left to the verdict.
// of_code: the first limits, which matchers asserted.
void fail_broken_limits(const std::vector<Limit>& limits, std::size_t of_code,
                        const RunFacts& facts) {
  for (std::size_t i = options().invalid_skips ? 0 : of_code; i < limits.size(); ++i) {
    const auto& limit = limits[i];
    if (limit.held) continue;
    const auto text =
        limit.subject + ": " + limit.statement() + "\n" + safe_text(limit.explanation());
    if (limit.file.empty())
      fail_test(text + "\n(asked for by " + flag_of(limit) + ")", facts.file, facts.line);
    else
      fail_test(text, limit.file, limit.line);
  }
}

// The page first: it is what a person wants to open.
std::string paths_text(const ResultFiles& files) {
  auto text = "        " + files.html().string() + "\n        " + files.json().string() +
              "\n        " + files.junit().string() + "\n";
  for (const auto& format : options().exports)
    text += "        " + files.exported(format).string() + "\n";
  return text + "\n";
}

// CTest sets it for every test it runs.
bool is_under_ctest() { return std::getenv("CTEST_INTERACTIVE_DEBUG_MODE") != nullptr; }

void record_properties(const RunResult& result, std::size_t number) {
  const auto prefix = number == 0 ? std::string() : "run" + std::to_string(number + 1) + "_";
  testing::Test::RecordProperty(prefix + "verdict", std::string(to_text(result.verdict.outcome)));
  for (const auto& [name, value] : key_numbers(result.report))
    testing::Test::RecordProperty(prefix + name, value);
}

}  // namespace

TestResults::TestResults() : test_(running_test_name()) {
  if (options().plan) return;  // nothing is played: what is there stays
  const auto files = next_files();
  files.clear();
  if (files.prepare()) static_cast<void>(files.write(unfinished(nothing_played(test_))));
}

std::string TestResults::next_name() const {
  return runs_.empty() ? test_ : test_ + "-" + std::to_string(runs_.size() + 1);
}

ResultFiles TestResults::next_files() const {
  const auto& environment = options().environment;
  const auto suffix = environment == local_environment ? "" : "_" + environment;
  return {options().output, next_name() + suffix};
}

void TestResults::add(const Report& report, Followers followed, std::vector<Threshold> thresholds) {
  runs_.push_back(
      {report, next_files(), reported_parts(), std::move(followed), std::move(thresholds)});
  // Should this fail, so does the last writing, and that is where it is reported.
  static_cast<void>(runs_.back().files.write(unfinished(report)));
}

void TestResults::conclude() {
  if (std::exchange(concluded_, true) || options().plan) return;
  if (runs_.empty()) return conclude_without_run();
  const auto failures = reported_failures();
  std::vector<std::vector<Limit>> limits;
  for (const auto& run : runs_) {
    limits.push_back(take_limits(run.report.measurements()));
    std::erase_if(limits.back(),
                  [&](const Limit& limit) { return !was_asserted(limit, failures); });
  }
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    // What fails between two runs is about the first of them.
    const auto from = i == 0 ? 0 : runs_[i].parts_before;
    const auto to = i + 1 == runs_.size() ? reported_parts() : runs_[i + 1].parts_before;
    std::vector<AssertionFailure> others;
    for (const auto& [failure, part] : failures)
      if (part >= from && part < to && !is_of_a_limit(failure, limits)) others.push_back(failure);
    conclude(runs_[i], limits[i], others, i);
  }
}

// Where all that was to be judged could not be, to have played the load is no pass.
void TestResults::note_unjudged(RunResult& result) const {
  if (unjudged_.empty()) return;
  auto& verdict = result.verdict;
  if (!result.limits.empty() || verdict.outcome != Outcome::pass) {
    verdict.notes.push_back(unjudged_.note());
    return;
  }
  verdict.outcome = Outcome::invalid;
  verdict.reasons.push_back("no limit is left to judge: " + unjudged_.note());
}

void TestResults::conclude(Run& run, std::vector<Limit> limits,
                           const std::vector<AssertionFailure>& failures, std::size_t number) {
  const auto of_code = limits.size();
  for (const auto& threshold : run.thresholds)
    if (!unjudged_.concern(threshold)) limits.push_back(threshold.judged(run.report));
  if (options().compare_baseline && !is_compared(limits))
    for (auto& limit : baseline_limits(run.report)) limits.push_back(std::move(limit));
  auto result = result_of(run.report, std::move(limits), failures);
  note_unjudged(result);
  if (options().record_baseline) record_baseline(result);
  const auto& facts = run.report.facts();
  const bool invalid = result.verdict.outcome == Outcome::invalid;
  result.skipped = invalid && options().invalid_skips;
  record_properties(result, number);
  const auto written = run.files.write(result, options().exports);
  print(verdict_text(result, style_of(stdout)) + paths_text(run.files));
  if (is_under_ctest()) print(ctest_measurements(result, run.files.html()));
  if (!written) {
    print(json_summary(result));
    fail_test(written.error() + "; the result is printed above", facts.file, facts.line);
  }
  conclude_followers(run, result);
  if (!result.skipped) fail_broken_limits(result.limits, of_code, facts);
  if (result.verdict.outcome == Outcome::pass || result.verdict.by_assertions) return;
  std::string text(to_text(result.verdict.outcome));
  for (const auto& reason : result.verdict.reasons) text += ": " + safe_text(reason);
  if (result.skipped) return note_skip(text, facts.file, facts.line);
  fail_test(text, facts.file, facts.line);
}

// All at the same time: each may wait some seconds for a server that does not answer.
void TestResults::conclude_followers(Run& run, RunResult& result) {
  std::vector<std::future<std::string>> ends;
  for (const auto& follower : run.followed)
    ends.push_back(std::async(std::launch::async, [&follower, &judged = std::as_const(result)] {
      return follower.observer->conclude(judged);
    }));
  std::vector<std::string> troubles;
  for (auto& end : ends) troubles.push_back(end.get());
  std::string text;
  const auto& facts = run.report.facts();
  for (std::size_t i = 0; i < troubles.size(); ++i) {
    if (troubles[i].empty()) continue;
    text += "        note: " + safe_text(troubles[i]) + "\n";
    if (run.followed[i].must_deliver) fail_test(safe_text(troubles[i]), facts.file, facts.line);
    result.verdict.notes.push_back(std::move(troubles[i]));
  }
  if (text.empty()) return;
  print(text + "\n");
  static_cast<void>(run.files.write(result, options().exports));
}

void TestResults::conclude_without_run() {
  const auto files = next_files();
  files.clear();
  if (is_skipped()) return;
  auto failures = reported_failures();
  const auto report = nothing_played(test_);
  if (failures.empty() && running_test_traits() == nullptr) return;
  if (failures.empty()) {
    fail_test("FAIL: this load test played nothing", report.facts().file, report.facts().line);
    failures = reported_failures();
  }
  std::vector<AssertionFailure> texts;
  for (const auto& reported : failures) texts.push_back(reported.failure);
  static_cast<void>(files.write(result_of(report, {}, texts)));
}

}  // namespace proofload
