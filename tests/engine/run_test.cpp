// SPDX-License-Identifier: Apache-2.0
#include "engine/playing.h"

#include <proofload/base/usage_error.h>

#include <stdexcept>
#include <thread>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using namespace testing_support;

Task<> rest_for_an_hour(User& user) { co_await user.pause(1h); }

Task<> fail_in_every_way(User& user) {
  co_await user.pause(1ms);
  if (user.iteration() == 0) throw 42;
  if (user.iteration() == 1) throw std::runtime_error("out of stock");
  if (user.iteration() == 2) throw MissingValue("no id");
}

TEST(Run, CountsWhateverAJourneyThrowsAndGoesOn) {
  const auto report = play(plan_of(fail_in_every_way, hold(100_per_s, 50ms)), RunSettings());
  expect_all_accounted_for(report);
  EXPECT_EQ(report.facts().account.started, 5u);
  EXPECT_EQ(report.facts().account.failed, 3u);
  EXPECT_EQ(report.facts().author_error, "");
  EXPECT_THAT(report.values_of("reason"),
              ElementsAre("no id", "out of stock", "something that is no std::exception"));
  EXPECT_EQ(report.tagged("kind", "exception").counter(metrics::failed_iterations).sum, 2);
}

Task<> come_by(User& user, Log& log) {
  log.add(std::to_string(user.number()));
  co_return;
}

TEST(Run, LetsUsersOfAnOpenLoadPlayInTurn) {
  Log log;
  auto plan = plan_of([&](User& user) { return come_by(user, log); }, hold(100_per_s, 100ms));
  plan.max_users = plan.min_users = 5_users;
  play(plan, RunSettings());
  for (const auto* user : {"0", "1", "2", "3", "4"}) EXPECT_EQ(log.count(user), 2) << user;
}

Task<> err_as_user_zero(User& user) {
  if (user.number() != 0) co_await user.pause(1h);
  co_await user.pause(20ms);
  throw UsageError("mend this");
}

TEST(Run, EndsOnAllWorkersWhenTheAuthorErredOnOne) {
  RunSettings settings;
  settings.workers = 3;
  const auto report = play(plan_of(err_as_user_zero, hold(6_users, 30s)), settings);
  expect_all_accounted_for(report);
  EXPECT_EQ(report.facts().author_error, "mend this");
  EXPECT_EQ(report.facts().account.started, 6u);
  EXPECT_EQ(report.facts().account.failed, 1u);
  EXPECT_EQ(report.facts().account.interrupted, 5u);
  EXPECT_EQ(report.tagged("kind", "author_error").counter(metrics::failed_iterations).sum, 1);
  EXPECT_LT(report.facts().played, 10s);
}

TEST(Run, InterruptsWhatHasNotEndedAfterTheGracefulStop) {
  auto plan = plan_of(rest_for_an_hour, hold(100_per_s, 50ms));
  plan.graceful_stop = 50ms;
  const auto report = play(plan, RunSettings());
  expect_all_accounted_for(report);
  EXPECT_EQ(report.facts().account.interrupted, 5u);
  EXPECT_EQ(report.facts().ended_early, "");
}

TEST(Run, EndsAtItsDeadlineAndForAReasonFromOutside) {
  RunSettings settings;
  settings.workers = 2;
  settings.deadline = 100ms;
  const auto late = play(plan_of(rest_for_an_hour, hold(4_users, 30s)), settings);
  expect_all_accounted_for(late);
  EXPECT_THAT(late.facts().ended_early, HasSubstr("its own deadline"));

  settings.stop_when = [] { return "the service died"; };
  const auto stopped = play(plan_of(rest_for_an_hour, hold(4_users, 30s)), settings);
  expect_all_accounted_for(stopped);
  EXPECT_EQ(stopped.facts().ended_early, "the service died");
  EXPECT_LT(stopped.facts().played, 10s);
}

// What stuck journeys use outlives the test, as their threads may.
std::atomic<bool> blocked_released{false};
std::atomic<int> entered{0};
std::atomic<int> left{0};

struct Presence {
  Presence() { ++entered; }
  ~Presence() { ++left; }
  Presence(const Presence&) = delete;
  Presence& operator=(const Presence&) = delete;
};

Task<> block_or_swallow(User& user) {
  const Presence here;
  while (!blocked_released) {
    if (user.number() == 0) {
      std::this_thread::sleep_for(1ms);
      continue;
    }
    try {
      co_await user.pause(1h);
    } catch (...) {
      std::this_thread::sleep_for(1ms);
    }
  }
}

// Takes the 2 s that workers get to let go.
TEST(Run, LeavesBehindJourneysThatBlockTheirThreadOrSwallowItsEnd) {
  blocked_released = false;
  entered = left = 0;
  RunSettings settings;
  settings.workers = 3;
  settings.stop_when = []() -> std::optional<std::string> {
    return entered == 2 ? std::optional<std::string>("enough") : std::nullopt;
  };
  const auto mixed = [](User& user) {
    return user.number() == 2 ? rest_for_an_hour(user) : block_or_swallow(user);
  };
  const auto report = play(plan_of(mixed, hold(3_users, 30s)), settings);
  const auto& facts = report.facts();
  EXPECT_THAT(facts.ended_early,
              StartsWith("enough; and a journey blocks its thread or swallows the end of the run"));
  EXPECT_THAT(facts.ended_early,
              HasSubstr("2 s after the run was ended, 2 iterations were still playing"));
  expect_all_accounted_for(report);
  EXPECT_EQ(facts.account.started, 3u);
  EXPECT_EQ(facts.account.interrupted, 3u);
  EXPECT_GE(facts.played, 2s);
  EXPECT_EQ(left, 0);

  blocked_released = true;
  while (left < 2) std::this_thread::sleep_for(1ms);
}

// Each starts the next one as soon as it has ended, and none ever waits.
TEST(Run, EndsWhereJourneysNeverWait) {
  const auto report = play(plan_of(nothing, hold(2_users, 200ms)), RunSettings());
  expect_all_accounted_for(report);
  EXPECT_GT(report.facts().account.finished, 100u);
  EXPECT_EQ(report.facts().account.interrupted, 0u);
}

Task<> fail_after_a_step(User& user) {
  if (user.iteration() == 0) user.step("step").fail("broken");
  throw MissingValue("no id");
  co_return;
}

TEST(Run, TellsIterationsThatFailedAfterAStepDidFromOthers) {
  const auto report = play(plan_of(fail_after_a_step, iterations(2).shared_by(1_users)), {});
  const auto failed = [&](std::string_view kind) {
    return report.tagged("kind", kind).counter(metrics::failed_iterations).sum;
  };
  EXPECT_EQ(failed("after_failed_step"), 1);
  EXPECT_EQ(failed("missing_value"), 1);
}

void expect_to_end_with_what_is_thrown(const RunSettings& settings) {
  const auto started = SteadyClock::now();
  EXPECT_THROW((void)play(plan_of(rest_for_an_hour, hold(4_users, 30s)), settings), int);
  EXPECT_LT(SteadyClock::now() - started, 10s);
}

TEST(Run, EndsWhenStopWhenThrowsAndThrowsItOn) {
  RunSettings settings;
  settings.workers = 2;
  settings.stop_when = []() -> std::optional<std::string> { throw 42; };
  expect_to_end_with_what_is_thrown(settings);
}

TEST(Run, EndsWhenGaugesThrowAndThrowsItOn) {
  RunSettings settings;
  settings.gauges = []() -> std::vector<std::pair<Metric, double>> { throw 42; };
  expect_to_end_with_what_is_thrown(settings);
}

TEST(Run, EndsWhenProgressThrowsAndThrowsItOn) {
  RunSettings settings;
  settings.progress = [](const Progress&) { throw 42; };
  expect_to_end_with_what_is_thrown(settings);
}

}  // namespace
}  // namespace proofload
