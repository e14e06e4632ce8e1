// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/plan.h>
#include <proofload/engine/run.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Task<> browse(User&) { co_return; }

Plan plan_with(Load load) {
  Plan plan;
  plan.scenario = browse;
  plan.load = std::move(load);
  return plan;
}

TEST(UsersAllowed, AreThoseOfThePlanInAnOpenLoadAndAThousandByDefault) {
  auto plan = plan_with(hold(10_per_s, 1s));
  EXPECT_EQ(users_allowed(plan), 1000_users);
  plan.max_users = 20_users;
  EXPECT_EQ(users_allowed(plan), 20_users);
}

TEST(UsersAllowed, AreThePeakOfAClosedLoad) {
  auto plan = plan_with(ramp_to(200_users, 1s).ramp_to(0_users, 1s));
  plan.max_users = 300_users;
  EXPECT_EQ(users_allowed(plan), 200_users);
}

TEST(PlanProblems, AreNoneInAPlanThatCanBePlayed) {
  EXPECT_THAT(problems(plan_with(hold(10_per_s, 1s))), IsEmpty());
  auto plan = plan_with(hold(200_users, 1s));
  plan.max_users = 200_users;
  plan.drain = 0s;
  EXPECT_THAT(problems(plan), IsEmpty());
}

TEST(PlanProblems, NameEverythingThatIsMissingAtOnce) {
  EXPECT_THAT(problems(Plan()), ElementsAre(HasSubstr("no scenario"), HasSubstr("no load")));
}

TEST(PlanProblems, NameBoundsThatCannotBe) {
  auto plan = plan_with(hold(10_per_s, 1s));
  plan.max_users = Users(-1);
  plan.drain = -1s;
  plan.http.timeout = 0s;
  EXPECT_THAT(problems(plan),
              ElementsAre(HasSubstr("max_users"), HasSubstr("drain"), HasSubstr("http.timeout")));
}

TEST(PlanProblems, NameMoreUsersThanAllowed) {
  auto plan = plan_with(hold(200_users, 1s));
  plan.max_users = 100_users;
  EXPECT_THAT(problems(plan),
              ElementsAre("max_users is 100 users, but the load rises to 200 users"));
}

TEST(RunProblems, AreThoseOfThePlanAndOfTheSettings) {
  RunSettings settings;
  EXPECT_THAT(problems(plan_with(hold(10_per_s, 1s)), settings), IsEmpty());
  settings.workers = 0;
  EXPECT_THAT(problems(Plan(), settings), SizeIs(3));
}

TEST(RunProblems, NameALoadThatTakesLongerThanTheBudgetAndAGreaterOne) {
  RunSettings settings;
  settings.deadline = 5min;
  EXPECT_THAT(problems(plan_with(hold(10_per_s, 5min)), settings), IsEmpty());
  const auto found = problems(plan_with(hold(10_per_s, 12min)), settings);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0], HasSubstr("takes 12 min, but the budget of the test leaves 5 min"));
  EXPECT_THAT(found[0], HasSubstr("budget(14min)"));
}

}  // namespace
}  // namespace proofload
