// SPDX-License-Identifier: Apache-2.0
#include "engine/playing.h"
#include "support/http_test_server.h"

#include <proofload/base/usage_error.h>

#include <set>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using namespace testing_support;

Task<> write(User& user, Log& log, std::string what) {
  const auto number = user.number();
  co_await user.pause(1ms);
  log.add(what + (user.scenario().empty() ? "" : " ") + user.scenario() + " " +
          std::to_string(number));
}

Journey writing(Log& log, const std::string& what) {
  return [&log, what](User& user) { return write(user, log, what); };
}

Plan plan_with_hooks(Log& log, Load load, const std::string& name = {}) {
  auto plan = plan_of(writing(log, "iteration"), std::move(load), name);
  plan.set_up = writing(log, "set-up");
  plan.tear_down = writing(log, "tear-down");
  plan.user_set_up = writing(log, "user set-up");
  plan.user_tear_down = writing(log, "user tear-down");
  return plan;
}

TEST(SetUp, PlaysScenariosThenUsersAndTearDownGoesTheOtherWay) {
  Log log;
  const auto one = plan_with_hooks(log, iterations(2).by_each_of(3_users), "one");
  const auto two = plan_with_hooks(log, iterations(2).by_each_of(1_users), "two");
  const auto report = play({one, two}, with_workers(2));
  EXPECT_EQ(report.facts().ended_early, "");
  ASSERT_THAT(log.lines(), SizeIs(4 + 4 + 8 + 4));
  EXPECT_EQ(log.lines()[0], "set-up one 0");
  EXPECT_EQ(log.lines()[1], "set-up two 0");
  EXPECT_EQ(log.count("user set-up"), 4);
  EXPECT_LT(log.last("user set-up"), log.first("iteration"));
  EXPECT_EQ(log.count("iteration"), 8);
  EXPECT_LT(log.last("iteration"), log.first("user tear-down"));
  EXPECT_EQ(log.count("user tear-down"), 4);
  EXPECT_EQ(log.lines()[18], "tear-down one 0");
  EXPECT_EQ(log.lines()[19], "tear-down two 0");
}

TEST(SetUp, IsPlayedForAllUsersThatTheLoadMayNeedBeforeTheFirstStart) {
  Log log;
  auto plan = plan_with_hooks(log, hold(100_per_s, 50ms));
  plan.max_users = 100_users;
  (void)play(plan, with_workers(3));
  EXPECT_LT(log.last("user set-up"), log.first("iteration"));
  const auto lines = log.lines();
  const std::set<std::string> different(lines.begin() + 1, lines.begin() + 101);
  EXPECT_THAT(different, SizeIs(100));
  EXPECT_TRUE(different.contains("user set-up 99"));
  EXPECT_EQ(log.count("user tear-down"), 100);
}

struct Session {
  std::string token;
};

Task<> log_in(User& user) {
  user.data<Session>().token = "token " + std::to_string(user.number());
  user.set_header("X-Token", user.data<Session>().token);
  user.set_tag("kind", "guest");
  co_await user.post("/login");
}

Task<> greet_with_session(User& user) {
  Request request;
  request.route = "/greetings/{token}";
  request.arguments = {user.data<Session>().token};
  co_await user.send(std::move(request));
}

TEST(SetUp, LeavesHeadersTagsAndDataToTheIterationsOfItsUser) {
  HttpTestServer server([](const auto&) { return Reply(); });
  auto plan = plan_of(greet_with_session, iterations(2).by_each_of(3_users));
  plan.user_set_up = log_in;
  const auto report = play(plan, settings_for(server.url(), 2));
  std::vector<std::string> greetings;
  for (const auto& request : server.requests())
    if (request.method == "GET") {
      EXPECT_EQ("/greetings/token%20" + request.header("X-Token").substr(6), request.target);
      greetings.push_back(request.header("X-Token"));
    }
  EXPECT_THAT(greetings, ::testing::UnorderedElementsAre("token 0", "token 0", "token 1", "token 1",
                                                         "token 2", "token 2"));
  EXPECT_EQ(report.tagged("kind", "guest").counter(metrics::http_reqs).sum, 6);
}

TEST(SetUp, IsNotInTheResultButInAPhaseOfItsOwn) {
  HttpTestServer server([](const auto&) { return Reply(); });
  auto plan = plan_of(nothing, iterations(2).by_each_of(3_users));
  plan.set_up = plan.user_set_up = plan.user_tear_down = plan.tear_down = log_in;
  const auto report = play(plan, settings_for(server.url(), 2));
  EXPECT_THAT(server.requests(), SizeIs(8));
  EXPECT_EQ(report.counter(metrics::http_reqs).sum, 0);
  EXPECT_THAT(report.values_of("step"), IsEmpty());
  EXPECT_EQ(report.phase("set_up").counter(metrics::http_reqs).sum, 3);
  EXPECT_EQ(report.phase("tear_down").counter(metrics::http_reqs).sum, 3);
  EXPECT_EQ(report.phase("set_up").length(), 0s);
}

Task<> refuse_user_one(User& user) {
  co_await user.pause(1ms);
  if (user.number() == 1) throw std::runtime_error("no account is left");
}

TEST(SetUp, OfAUserThatFailsEndsTheRunBeforeAnyLoad) {
  Log log;
  auto plan = plan_with_hooks(log, hold(100_per_s, 30s), "shop");
  plan.max_users = 4_users;
  plan.user_set_up = refuse_user_one;
  const auto report = play(plan, with_workers(2));
  EXPECT_EQ(report.facts().ended_early, "the set-up of user 1 of shop: no account is left");
  EXPECT_EQ(report.facts().account.started, 0u);
  EXPECT_EQ(report.length(), 0s);
  EXPECT_EQ(log.count("iteration"), 0);
  EXPECT_EQ(log.count("tear-down"), 1);
}

Task<> refuse(User&) {
  throw std::runtime_error("no database");
  co_return;
}

TEST(SetUp, OfAScenarioThatFailsKeepsUsersFromBeingSetUp) {
  Log log;
  const auto one = plan_with_hooks(log, hold(100_per_s, 30s), "one");
  auto two = plan_with_hooks(log, hold(100_per_s, 30s), "two");
  two.set_up = refuse;
  const auto report = play({one, two}, with_workers(2));
  EXPECT_EQ(report.facts().ended_early, "the set-up of scenario two failed: no database");
  EXPECT_THAT(log.lines(), ElementsAre("set-up one 0", "tear-down one 0", "tear-down two 0"));
  EXPECT_EQ(report.facts().account.started, 0u);
}

Task<> throw_in_set_up(User&) {
  throw 42;
  co_return;
}

TEST(TearDown, ThatFailsIsToldAndLeavesTheResult) {
  Log log;
  auto plan = plan_with_hooks(log, iterations(3).shared_by(1_users));
  plan.user_tear_down = throw_in_set_up;
  const auto report = play(plan, settings_for());
  EXPECT_EQ(report.facts().ended_early,
            "the tear-down of user 0: something that is no std::exception");
  EXPECT_EQ(report.facts().account.finished, 3u);
  EXPECT_EQ(log.count("tear-down"), 1);
}

std::atomic<bool> first_ended{false};

Task<> err_as_user_one_when_user_zero_has_ended(User& user) {
  if (user.number() == 0) {
    first_ended = true;
    co_return;
  }
  while (!first_ended) co_await user.pause(1ms);
  throw UsageError("mend this");
}

// The first worker has played all it had to when the run is ended.
TEST(TearDown, IsPlayedByAllUsersAfterARunThatWasEnded) {
  Log log;
  first_ended = false;
  auto plan = plan_with_hooks(log, iterations(2).shared_by(2_users));
  plan.scenario = err_as_user_one_when_user_zero_has_ended;
  const auto report = play(plan, with_workers(2));
  EXPECT_EQ(report.facts().author_error, "mend this");
  EXPECT_EQ(log.count("user tear-down"), 2);
  EXPECT_EQ(log.count("tear-down"), 1);
}

std::atomic<int> hooks_cut_off{0};

Task<> rest_in_two_parts(User& user) {
  const auto group = user.group("resting");
  const auto step = user.step("step");
  std::vector<Task<>> parts;
  parts.push_back(rest(user, hooks_cut_off));
  parts.push_back(rest(user, hooks_cut_off));
  co_await user.in_parallel(std::move(parts));
}

TEST(SetUp, IsCutOffWithItsParallelPartsForAReasonFromOutside) {
  hooks_cut_off = 0;
  Log log;
  auto plan = plan_with_hooks(log, iterations(1).by_each_of(3_users));
  plan.user_set_up = rest_in_two_parts;
  auto settings = with_workers(2);
  settings.stop_when = []() -> std::optional<std::string> {
    return Life::alive() == 6 ? std::optional<std::string>("the service died") : std::nullopt;
  };
  const auto report = play(plan, settings);
  EXPECT_EQ(report.facts().ended_early, "the service died");
  EXPECT_EQ(report.facts().account.started, 0u);
  EXPECT_EQ(hooks_cut_off, 6);
  EXPECT_EQ(Life::alive(), 0);
}

TEST(SetUp, EndsBeforeWhatACallbackThrowsIsThrownOn) {
  hooks_cut_off = 0;
  auto plan = plan_of(nothing, iterations(1).by_each_of(3_users));
  plan.user_set_up = rest_in_two_parts;
  auto settings = with_workers(2);
  settings.stop_when = []() -> std::optional<std::string> {
    if (Life::alive() == 6) throw 42;
    return {};
  };
  EXPECT_THROW((void)play(plan, settings), int);
  EXPECT_EQ(hooks_cut_off, 6);
  EXPECT_EQ(Life::alive(), 0);
}

}  // namespace
}  // namespace proofload
