// SPDX-License-Identifier: Apache-2.0
#include "engine/playing.h"

#include <algorithm>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using namespace testing_support;

constexpr Metric visits = counter("visits");

Task<> visit(User& user) {
  user.record(visits, 1, {{"user", std::to_string(user.number())}});
  user.record(visits, 1, {{"of", user.scenario()}});
  co_return;
}

TEST(Scenarios, PlaySideBySideWithUsersTagsAndStagesOfTheirOwn) {
  auto browse = plan_of(visit, hold(100_per_s, 300ms).named("calm"), "browse");
  browse.max_users = 2_users;
  browse.tags = {{"team", "shop"}};
  auto order = plan_of(visit, iterations(4).by_each_of(3_users), "order");
  order.tags = {{"team", "till"}};
  const auto report = play({browse, order}, with_workers(2));

  expect_all_accounted_for(report);
  const auto browsed = report.scenario("browse");
  const auto ordered = report.scenario("order");
  EXPECT_EQ(browsed.counter(metrics::starts).sum, 30);
  EXPECT_EQ(ordered.counter(metrics::starts).sum, 12);
  EXPECT_EQ(report.counter(metrics::starts).sum, 42);
  EXPECT_EQ(report.tagged("team", "till").counter(metrics::iterations).sum, 12);
  EXPECT_EQ(ordered.tagged("of", "order").counter(visits).sum, 12);
  EXPECT_EQ(ordered.tagged("user", "0").counter(visits).sum, 4);
  EXPECT_THAT(ordered.values_of("user"), ElementsAre("0", "1", "2"));
  EXPECT_EQ(browsed.stage("calm").length(), 300ms);
  EXPECT_EQ(browsed.stage("calm").counter(metrics::starts).sum, 30);
  EXPECT_NE(ordered.stage("calm").problem(), "");
}

TEST(Scenarios, HaveAccountsOfTheirOwnThatAddUp) {
  auto browse = plan_of(nothing, hold(100_per_s, 100ms).named("calm"), "browse");
  const auto order = plan_of(nothing, hold(50_per_s, 100ms), "order");
  const auto facts = play({browse, order}, settings_for()).facts();
  ASSERT_THAT(facts.scenarios, SizeIs(2));
  EXPECT_EQ(facts.scenarios[0].name, "browse");
  EXPECT_EQ(facts.scenarios[0].account.planned, 10u);
  EXPECT_EQ(facts.scenarios[1].account.planned, 5u);
  EXPECT_EQ(facts.account.planned, 15u);
  EXPECT_EQ(facts.account.started, 15u);
  EXPECT_EQ(facts.account.finished, 15u);
  ASSERT_THAT(facts.account.stages, SizeIs(2));
  EXPECT_EQ(facts.account.stages[0].scenario, "browse");
  EXPECT_EQ(facts.account.stages[0].name, "calm");
  EXPECT_EQ(facts.account.stages[1].scenario, "order");
  EXPECT_EQ(facts.scenarios[0].account.users_allowed, 1000);
  EXPECT_EQ(facts.load, "browse: hold 100/s for 100 ms (calm); order: hold 50/s for 100 ms");
}

TEST(Scenarios, SayTheWeightsOfTheirMix) {
  auto browse = plan_of(nothing, hold(100_per_s, 100ms), "browse");
  browse.scenario = mix({{60_percent, nothing}, {40_percent, nothing}});
  const auto order = plan_of(nothing, hold(50_per_s, 100ms), "order");
  const auto facts = play({browse, order}, settings_for()).facts();
  EXPECT_EQ(facts.scenarios.at(0).mix, "60 % + 40 %");
  EXPECT_EQ(facts.scenarios.at(1).mix, "");
}

TEST(Scenarios, HaveNoTotalOfPlannedStartsWhereOneIsClosed) {
  const auto browse = plan_of(nothing, hold(100_per_s, 100ms), "browse");
  const auto stay = plan_of(nothing, hold(1_users, 100ms), "stay");
  const auto facts = play({browse, stay}, settings_for()).facts();
  EXPECT_EQ(facts.scenarios[0].account.planned, 10u);
  EXPECT_EQ(facts.scenarios[1].account.planned, std::nullopt);
  EXPECT_EQ(facts.account.planned, std::nullopt);
  EXPECT_THAT(facts.planned, IsEmpty());
}

TEST(Scenarios, BeginAfterAWhileOrAfterTheLoadOfAnotherOne) {
  const auto first = plan_of(nothing, hold(100_per_s, 200ms), "first");
  auto late = plan_of(nothing, hold(2_users, 100ms), "late");
  late.start_after = 150ms;
  auto second = plan_of(nothing, hold(100_per_s, 100ms), "second");
  second.after = "first";
  second.start_after = 100ms;
  const auto report = play({first, late, second}, with_workers(2));

  EXPECT_EQ(report.length(), 400ms);
  EXPECT_EQ(report.scenario("late").from(), 150ms);
  EXPECT_EQ(report.scenario("late").to(), 250ms);
  EXPECT_EQ(report.scenario("second").from(), 300ms);
  EXPECT_EQ(report.scenario("second").to(), 400ms);
  EXPECT_EQ(report.between(0s, 150ms).scenario("late").counter(metrics::starts).sum, 0);
  EXPECT_GT(report.scenario("late").counter(metrics::starts).sum, 0);
  EXPECT_EQ(report.between(0s, 300ms).scenario("second").counter(metrics::starts).sum, 0);
  EXPECT_EQ(report.scenario("second").counter(metrics::starts).sum, 10);
}

TEST(Scenarios, BoundedByCountBeginNoEarlierThanTheyShould) {
  const auto first = plan_of(nothing, hold(10_per_s, 200ms), "first");
  auto late = plan_of(nothing, iterations(4).by_each_of(2_users), "late");
  late.start_after = 200ms;
  const auto report = play({first, late}, with_workers(2));
  EXPECT_EQ(report.between(0s, 200ms).scenario("late").counter(metrics::starts).sum, 0);
  EXPECT_EQ(report.scenario("late").counter(metrics::starts).sum, 8);
}

std::atomic<int> scenarios_cut_off{0};

Task<> rest_until_cut_off(User& user) { return rest(user, scenarios_cut_off); }

Task<> wait_until_two_were_cut_off(User& user) {
  while (scenarios_cut_off < 2) co_await user.pause(1ms);
}

TEST(Scenarios, AreEndedByTheirOwnGracefulStopWhileOthersPlayOn) {
  scenarios_cut_off = 0;
  auto resting = plan_of(rest_until_cut_off, hold(2_users, 500ms), "resting");
  resting.graceful_stop = 50ms;
  const auto patient =
      plan_of(wait_until_two_were_cut_off, iterations(1).shared_by(1_users), "patient");
  const auto report = play({resting, patient}, settings_for());
  expect_all_accounted_for(report);
  EXPECT_EQ(report.facts().ended_early, "");
  EXPECT_EQ(report.facts().scenarios[0].account.interrupted, 2u);
  EXPECT_EQ(report.facts().scenarios[1].account.finished, 1u);
}

std::vector<std::uint64_t> draws;
std::mutex draws_mutex;

Task<> draw(User& user) {
  const std::lock_guard lock(draws_mutex);
  draws.push_back(user.random()());
  co_return;
}

TEST(Scenarios, DrawOtherRandomNumbersThanEachOther) {
  draws.clear();
  const auto load = iterations(1).by_each_of(3_users);
  (void)play({plan_of(draw, load, "one"), plan_of(draw, load, "other")}, settings_for());
  std::sort(draws.begin(), draws.end());
  ASSERT_THAT(draws, SizeIs(6));
  EXPECT_EQ(std::unique(draws.begin(), draws.end()), draws.end());
}

}  // namespace
}  // namespace proofload
