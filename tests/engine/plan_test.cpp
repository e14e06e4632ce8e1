// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/plan.h>
#include <proofload/engine/run.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Task<> look_around(User&) { co_return; }

Plan plan_with(Load load) {
  Plan plan;
  plan.scenario = look_around;
  plan.load = std::move(load);
  return plan;
}

TEST(UsersAllowed, AreThoseOfThePlanInAnOpenLoadAndAThousandByDefault) {
  auto plan = plan_with(hold(10_per_s, 1s));
  EXPECT_EQ(users_allowed(plan), 1000_users);
  plan.max_users = 20_users;
  EXPECT_EQ(users_allowed(plan), 20_users);
}

TEST(UsersAllowed, AreAtLeastThoseFromTheBeginning) {
  auto plan = plan_with(hold(10_per_s, 1s));
  plan.min_users = 1001_users;
  EXPECT_EQ(users_allowed(plan), 1001_users);
  EXPECT_THAT(problems(plan), IsEmpty());
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
  plan.graceful_stop = 0s;
  EXPECT_THAT(problems(plan), IsEmpty());
}

TEST(PlanProblems, NameEverythingThatIsMissingAtOnce) {
  EXPECT_THAT(problems(Plan()), ElementsAre(HasSubstr("no scenario"), HasSubstr("no load")));
}

TEST(PlanProblems, NameBoundsThatCannotBe) {
  auto plan = plan_with(hold(10_per_s, 1s));
  plan.max_users = Users(-1);
  plan.graceful_stop = -1s;
  plan.http.timeout = 0s;
  EXPECT_THAT(problems(plan), ElementsAre(HasSubstr("max_users"), HasSubstr("graceful_stop"),
                                          HasSubstr("http.timeout")));
}

TEST(PlanProblems, NameMoreUsersThanAllowed) {
  auto plan = plan_with(hold(200_users, 1s));
  plan.max_users = 100_users;
  EXPECT_THAT(problems(plan),
              ElementsAre("max_users is 100 users, but the load rises to 200 users"));
}

TEST(PlanProblems, NameUsersFromTheBeginningThatCannotBe) {
  auto plan = plan_with(hold(10_per_s, 1s));
  plan.max_users = 20_users;
  plan.min_users = 21_users;
  EXPECT_THAT(problems(plan), ElementsAre("min_users is 21 users, but max_users only 20 users"));
  plan.min_users = Users(-1);
  EXPECT_THAT(problems(plan), ElementsAre("min_users cannot be negative"));
  plan.load = hold(20_users, 1s);
  plan.min_users = 20_users;
  EXPECT_THAT(problems(plan), ElementsAre(HasSubstr("min_users is 20 users, but only an open")));
}

TEST(PlanProblems, NameTimesThatCannotBe) {
  auto plan = plan_with(hold(10_per_s, 1s));
  plan.graceful_ramp_down = -1s;
  plan.start_after = -1s;
  plan.http.connect_timeout = 0s;
  plan.http.max_body = 0;
  EXPECT_THAT(problems(plan), ElementsAre(HasSubstr("graceful_ramp_down"), HasSubstr("start_after"),
                                          HasSubstr("connect_timeout"), HasSubstr("max_body")));
}

TEST(PlanProblems, NameANameThatNoReportCouldFind) {
  auto plan = plan_with(hold(10_per_s, 1s));
  plan.name = "check-out_2";
  EXPECT_THAT(problems(plan), IsEmpty());
  plan.name = "check out";
  EXPECT_THAT(problems(plan), ElementsAre(HasSubstr("\"check out\"")));
}

Plan named(const std::string& name, Load load, const std::string& after = {}) {
  auto plan = plan_with(std::move(load));
  plan.name = name;
  plan.after = after;
  return plan;
}

TEST(PlansProblems, AreNoneWhereEachHasANameOrOneIsAlone) {
  const auto load = hold(10_per_s, 1s);
  EXPECT_THAT(problems(std::vector{plan_with(load)}), IsEmpty());
  EXPECT_THAT(
      problems({named("one", load), named("two", load, "one"), named("three", load, "two")}),
      IsEmpty());
}

TEST(PlansProblems, NameARunWithoutAPlan) {
  EXPECT_THAT(problems(std::vector<Plan>()), ElementsAre("the run has no plan"));
}

TEST(PlansProblems, NameNamesThatAreMissingOrDoubled) {
  const auto load = hold(10_per_s, 1s);
  EXPECT_THAT(problems({named("one", load), named("", load)}),
              ElementsAre("plan number 2 has no name: each of several plans needs one"));
  EXPECT_THAT(problems({named("one", load), named("one", load)}),
              ElementsAre("two plans are named \"one\""));
}

TEST(PlansProblems, NameAPlanToBeginAfterThatIsNotBeforeIt) {
  const auto load = hold(10_per_s, 1s);
  for (const auto& after : {"three", "two", "nobody"})
    EXPECT_THAT(problems({named("one", load), named("two", load, after), named("three", load)}),
                ElementsAre("plan \"two\" begins after \"" + std::string(after) +
                            "\", but no plan before it has that name"));
}

TEST(PlansProblems, NameAPlanToBeginAfterWhoseEndNobodyKnows) {
  EXPECT_THAT(problems({named("one", iterations(10).shared_by(2_users)),
                        named("two", hold(10_per_s, 1s), "one")}),
              ElementsAre(HasSubstr("bounded by a count")));
}

TEST(PlansProblems, SayWhichPlanTheyAreOf) {
  EXPECT_THAT(problems({named("one", hold(10_per_s, 1s)), named("two", Load())}),
              ElementsAre(AllOf(HasSubstr("plan \"two\": "), HasSubstr("no load"))));
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

TEST(RunProblems, CountTheTimeOfPlansThatFollowEachOther) {
  RunSettings settings;
  settings.deadline = 5min;
  const std::vector<Plan> plans{named("one", hold(10_per_s, 3min)),
                                named("two", hold(10_per_s, 3min), "one")};
  EXPECT_THAT(problems(plans, settings), ElementsAre(HasSubstr("takes 6 min")));
  settings.scale.time = 50_percent;
  EXPECT_THAT(problems(plans, settings), IsEmpty());
}

TEST(RunProblems, AreNotTheMaximalLengthOfANumberOfIterations) {
  RunSettings settings;
  settings.deadline = 5min;
  EXPECT_THAT(problems(plan_with(iterations(10).shared_by(2_users)), settings), IsEmpty());
}

}  // namespace
}  // namespace proofload
