// SPDX-License-Identifier: Apache-2.0
#include "engine/playing.h"
#include "support/http_test_server.h"

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using namespace testing_support;

Task<> check_out(User& user) {
  co_await user.get("/before");
  {
    const auto checkout = user.group("checkout");
    co_await user.get("/cart");
    {
      const auto pay = user.group("pay");
      co_await user.get("/card");
    }
    co_await user.get("/receipt");
  }
  co_await user.get("/after");
}

TEST(Group, TagsWhatIsMeasuredInsideWithItsPath) {
  HttpTestServer server([](const auto&) { return Reply(); });
  const auto report = play_one(check_out, server.url());
  EXPECT_THAT(report.values_of("group"), ElementsAre("checkout", "checkout::pay"));
  EXPECT_THAT(report.group("checkout").values_of("step"), ElementsAre("GET /cart", "GET /receipt"));
  EXPECT_THAT(report.group("checkout::pay").values_of("step"), ElementsAre("GET /card"));
  EXPECT_EQ(report.counter(metrics::http_reqs).sum, 5);
}

TEST(Group, HasADurationThatHoldsThoseOfTheGroupsInside) {
  HttpTestServer server([](const auto&) { return Reply(); });
  const auto report = play_one(check_out, server.url());
  const auto outer = report.group("checkout").trend(metrics::group_duration);
  const auto inner = report.group("checkout::pay").trend(metrics::group_duration);
  EXPECT_EQ(outer.count(), 1u);
  EXPECT_EQ(inner.count(), 1u);
  EXPECT_GT(outer.sum(), inner.sum());
}

Task<> leave_by_an_exception_at_first(User& user) {
  const auto outer = user.group("outer");
  const auto inner = user.group("inner");
  const auto step = user.step("step");
  co_await user.pause(1ms);
  if (user.iteration() == 0) throw std::runtime_error("no more");
}

TEST(Group, HasNoDurationWhereAnExceptionCutItOff) {
  const auto report = play(
      plan_of(leave_by_an_exception_at_first, iterations(2).shared_by(1_users)), settings_for());
  EXPECT_EQ(report.group("outer").trend(metrics::group_duration).count(), 1u);
  EXPECT_EQ(report.group("outer::inner").trend(metrics::group_duration).count(), 1u);
  EXPECT_EQ(report.group("outer::inner").step("step").trend().count(), 2u);
}

std::atomic<int> cut_off{0};

Task<> rest_in_a_group(User& user) {
  const auto group = user.group("resting");
  co_await rest(user, cut_off);
}

TEST(Group, HasNoDurationWhereTheEndOfTheRunCutItOff) {
  auto plan = plan_of(rest_in_a_group, hold(1_users, 50ms));
  plan.graceful_stop = 0s;
  const auto report = play(plan, settings_for());
  EXPECT_EQ(report.facts().account.interrupted, 1u);
  EXPECT_EQ(report.trend(metrics::group_duration).count(), 0u);
}

Task<> stay_in_a_group_for(User& user, std::string name, Duration length) {
  const auto group = user.group(name);
  co_await user.pause(length);
}

Task<> open_groups_in_parallel(User& user) {
  std::vector<Task<>> parts;
  parts.push_back(stay_in_a_group_for(user, "short", 1ms));
  parts.push_back(stay_in_a_group_for(user, "long", 20ms));
  co_await user.in_parallel(std::move(parts));
  const auto step = user.step("afterwards");
}

TEST(Group, OfAParallelPartDoesNotOutliveIt) {
  const auto report = play_one(open_groups_in_parallel);
  EXPECT_THAT(report.step("afterwards").values_of("group"), IsEmpty());
}

Task<> open_too_many(User& user) {
  for (int number = 0; number <= 200; ++number) (void)user.group("group " + std::to_string(number));
  co_return;
}

TEST(Group, IsOneOfTwoHundredAtMost) {
  const auto report = play_one(open_too_many);
  EXPECT_THAT(report.facts().author_error,
              AllOf(HasSubstr("more than 200 different groups"), HasSubstr("group 200")));
}

}  // namespace
}  // namespace proofload
