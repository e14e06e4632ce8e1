// SPDX-License-Identifier: Apache-2.0
#include "engine/playing.h"

#include <map>

namespace proofload {
namespace {

using ::testing::Each;
using ::testing::Pair;
using ::testing::SizeIs;
using namespace testing_support;

std::mutex mutex;
std::map<std::uint64_t, int> seen;  // how often each iteration was played

Task<> note(User& user) {
  {
    const std::lock_guard lock(mutex);
    ++seen[user.iteration()];
  }
  co_await user.pause(0s);
}

Report play_noting(const Load& load, std::uint32_t workers, WhenBusy when_busy = WhenBusy::wait) {
  seen.clear();
  auto plan = plan_of(note, load);
  plan.max_users = std::holds_alternative<RateProfile>(load) ? 20_users : Users();
  plan.when_busy = when_busy;
  return play(plan, with_workers(workers));
}

void expect_each_once(std::size_t iterations) {
  EXPECT_THAT(seen, SizeIs(iterations));
  EXPECT_THAT(seen, Each(Pair(::testing::Lt(iterations), 1)));
}

class CountedLoad : public ::testing::TestWithParam<std::uint32_t> {};
INSTANTIATE_TEST_SUITE_P(Workers, CountedLoad, ::testing::Values(1u, 3u),
                         ::testing::PrintToStringParamName());

TEST_P(CountedLoad, PlaysExactlyItsNumberHoweverItIsDivided) {
  for (const auto& load :
       {iterations(100).shared_by(7_users), iterations(20).by_each_of(5_users)}) {
    const auto report = play_noting(load, GetParam());
    expect_all_accounted_for(report);
    expect_each_once(100);
    const auto& account = report.facts().account;
    EXPECT_EQ(account.planned, 100u);
    EXPECT_EQ(account.finished, 100u);
    EXPECT_EQ(account.dropped(), 0u);
    EXPECT_EQ(account.delivered(), 1);
    EXPECT_EQ(report.counter(metrics::dropped_iterations).sum, 0);
  }
}

TEST_P(CountedLoad, DropsWhatHasNotStartedWhenTheMaximalLengthIsOver) {
  const auto slow = [](User& user) { return user.pause(20ms); };
  const auto load = iterations(10'000).shared_by(3_users).within(100ms);
  const auto report = play(plan_of(slow, load), with_workers(GetParam()));
  expect_all_accounted_for(report);
  const auto& account = report.facts().account;
  EXPECT_EQ(account.planned, 10'000u);
  EXPECT_GE(account.started, 3u);
  EXPECT_LE(account.started, 15u);
  EXPECT_EQ(account.interrupted, 0u);
  EXPECT_EQ(report.counter(metrics::dropped_iterations).sum, double(account.dropped()));
  EXPECT_EQ(report.length(), 100ms);
}

TEST_P(CountedLoad, IsAsLongAsItWasPlayed) {
  const auto slow = [](User& user) { return user.pause(20ms); };
  const auto load = iterations(5).by_each_of(3_users);
  const auto report = play(plan_of(slow, load), with_workers(GetParam()));
  EXPECT_GE(report.length(), 100ms);
  EXPECT_LE(report.length(), report.facts().played);
  EXPECT_EQ(report.facts().planned_length, 10min);
}

TEST(CountedLoadBesideOthers, MakesNoRunLongerThanWhatElseIsPlayed) {
  const auto few = plan_of(nothing, iterations(2).shared_by(1_users), "few");
  const auto many = plan_of(nothing, hold(10_per_s, 300ms), "many");
  EXPECT_EQ(play({few, many}, settings_for()).length(), 300ms);
}

TEST(SeveralWorkers, PlayEveryStartOfAnOpenLoadOnce) {
  for (const auto& load : {hold(500_per_s, 200ms), ramp_to(1000_per_s, 200ms)}) {
    const auto report = play_noting(load, 3);
    expect_all_accounted_for(report);
    expect_each_once(100);
  }
}

TEST(SeveralWorkers, PlayEveryStartOfAPoissonLoadOnce) {
  const auto report = play_noting(hold(500_per_s, 200ms).poisson(), 3);
  expect_each_once(report.facts().account.planned.value_or(0));
  EXPECT_EQ(report.facts().account.started, report.facts().account.planned);
}

TEST(SeveralWorkers, PlayOrDropEveryStartWhereNoneWaits) {
  const auto report = play_noting(hold(500_per_s, 200ms), 3, WhenBusy::drop);
  EXPECT_THAT(seen, Each(Pair(::testing::Lt(100u), 1)));
  EXPECT_EQ(seen.size() + report.facts().account.dropped(), 100u);
}

TEST(SeveralWorkers, PlayNoIterationOfAClosedLoadTwice) {
  for (const auto& load : {hold(7_users, 500ms), ramp_to(2_users, 500ms)}) {
    const auto report = play_noting(load, 3);
    expect_all_accounted_for(report);
    EXPECT_THAT(seen, SizeIs(report.facts().account.started));
    EXPECT_THAT(seen, Each(Pair(::testing::_, 1)));
  }
}

}  // namespace
}  // namespace proofload
