// SPDX-License-Identifier: Apache-2.0

// What users see of a load test, from the outside: exit code, console, JSON, JUnit. Each test runs
// one case of load_test_cases.cpp in a process of its own.

#include "integration/played_program.h"

#include <algorithm>

namespace proofload {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::AnyOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

class LoadTestProgram : public PlayedProgram {
 protected:
  LoadTestProgram() : PlayedProgram(LOAD_TEST_CASES) {}
};

TEST_F(LoadTestProgram, PassesWithItsNumbersInEveryOutput) {
  play("Echo.Passes");
  EXPECT_EQ(exit_code_, 0) << console_;
  EXPECT_THAT(console_, HasSubstr("PASS  Echo.Passes"));
  EXPECT_EQ(summary()["verdict"]["outcome"], "PASS");
  EXPECT_EQ(summary()["load"]["planned"], 100);
  EXPECT_EQ(summary()["load"]["finished"], 100);
  EXPECT_EQ(summary()["steps"][0]["requests"], 100);
  EXPECT_THAT(junit(), HasSubstr("failures=\"0\" errors=\"0\""));
}

TEST_F(LoadTestProgram, WritesKeyNumbersIntoGoogleTestsOwnXml) {
  const auto xml = output() / "gtest.xml";
  play("Echo.Passes", "--gtest_output=xml:" + xml.string());
  EXPECT_THAT(output_file("gtest.xml"), AllOf(HasSubstr("name=\"requests\" value=\"100\""),
                                              HasSubstr("name=\"response_p95_ms\"")));
}

TEST_F(LoadTestProgram, ExplainsABrokenLimitAtTheLineOfTheTest) {
  play("Echo.BreaksALimit");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_THAT(console_,
              ContainsRegex("load_test_cases.cpp:[0-9]+: Failure\nValue of: report.step"));
  EXPECT_THAT(console_, HasSubstr("Expected: p50 < 1 µs"));
  EXPECT_THAT(console_, Not(HasSubstr("FAIL: "))) << "the assertion has said it already";
  EXPECT_THAT(console_, ContainsRegex("Actual: GET /, 100 requests .*p50 is .* over"));
  EXPECT_THAT(junit(), HasSubstr("name=\"GET /: p50 &lt; 1 µs\""));
  EXPECT_THAT(junit(),
              AnyOf(HasSubstr("<failure type=\"FAIL\""), HasSubstr("<error type=\"INVALID\"")));
}

TEST_F(LoadTestProgram, FailsAtOnceWhenItsServiceDiesAndKeepsWhatItMeasured) {
  play("Echo.LosesItsService");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_LT(seconds_, 10) << "of a run of a minute";
  const auto why =
      ContainsRegex("echo_service \\(pid [0-9]+\\) was killed by signal 9 \\(SIGKILL\\)");
  EXPECT_THAT(console_, why);
  EXPECT_THAT(console_, HasSubstr("echoing at http://127.0.0.1:"));
  EXPECT_THAT(junit(), why);
  EXPECT_THAT(summary()["verdict"]["reasons"][0].get<std::string>(), why);
  EXPECT_GE(summary()["load"]["finished"], 10);
  EXPECT_GE(summary()["steps"][0]["statuses"]["200"], 9);
}

TEST_F(LoadTestProgram, ShowsAStallOfTheServiceInTheResponseAndLosesNoStart) {
  play("Echo.IsHaltedForTwoSeconds");
  EXPECT_EQ(exit_code_, 0) << console_;
  EXPECT_EQ(summary()["load"]["planned"], 400);
  EXPECT_EQ(summary()["load"]["started"], 400);
  EXPECT_EQ(summary()["load"]["dropped"], 0);
  EXPECT_GT(summary()["metrics"]["response"]["values"]["p(99)"], 1500);
}

TEST_F(LoadTestProgram, EndsByItsOwnDeadlineAndKeepsWhatItMeasured) {
  play("Echo.HoldsItsBudget");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_THAT(console_, HasSubstr("reached its own deadline"));
  EXPECT_EQ(summary()["load"]["interrupted"], 1);
}

TEST_F(LoadTestProgram, RefusesALoadThatDoesNotFitItsBudgetUnlessItIsScaled) {
  play("Echo.NeedsMoreTimeThanItsBudget");
  EXPECT_THAT(console_, HasSubstr("the load takes 1 min, but the budget of the test leaves 2."));
  EXPECT_THAT(console_, HasSubstr("budget(3min)"));
  play("Echo.NeedsMoreTimeThanItsBudget", "--time-scale=1%");
  EXPECT_EQ(exit_code_, 0) << console_;
}

TEST_F(LoadTestProgram, IsInvalidWhenTheMachineCannotDeliverTheLoad) {
  play("Echo.AsksMoreThanThisMachineHas");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_THAT(console_, ContainsRegex("INVALID: .*the generator could not keep up"));
  EXPECT_EQ(summary()["verdict"]["outcome"], "INVALID");
  EXPECT_THAT(junit(), ContainsRegex("load was delivered.*\n.*<error type=\"INVALID\""));
}

// The tests of these four: whatever the generator suffers, a service that keeps its promise is
// never blamed; one that does not, is.
TEST_F(LoadTestProgram, DoesNotBlameTheServiceWhereTheGeneratorStoodStill) {
  play("Echo.IsPlayedByAGeneratorThatStandsStillFor300Milliseconds");
  EXPECT_EQ(summary()["verdict"]["outcome"], "INVALID") << console_;
  EXPECT_THAT(console_, HasSubstr(" late"));
  EXPECT_THAT(junit(), HasSubstr("<error type=\"INVALID\""));
  EXPECT_EQ(summary()["load"]["started"], 1000);
}

TEST_F(LoadTestProgram, DoesNotBlameTheServiceWhereTheGeneratorWasStarved) {
  play("Echo.SharesTheMachineWithTwoBusyLoops");
  EXPECT_NE(summary()["verdict"]["outcome"], "FAIL") << console_;
}

TEST_F(LoadTestProgram, IsInvalidWhereTheLoadIsBeyondTheMachine) {
  play("Echo.AsksForTwoHundredThousandASecond");
  EXPECT_EQ(summary()["verdict"]["outcome"], "INVALID") << console_;
  EXPECT_THAT(console_, HasSubstr("load was not delivered"));
}

TEST_F(LoadTestProgram, BlamesAServiceThatIsSlowInHealthySecondsToo) {
  play("Echo.IsSlowInEverySecondAlsoWhereTheGeneratorStandsStill");
  EXPECT_NE(summary()["verdict"]["outcome"], "PASS") << console_;
  const json seconds = summary()["course"]["columns"]["healthy"];
  ASSERT_GE(seconds.size(), 8u);
  const auto healthy = std::count(seconds.begin(), seconds.end(), true);
  EXPECT_TRUE(healthy <= 6 || summary()["verdict"]["outcome"] == "FAIL") << console_;
}

TEST_F(LoadTestProgram, SkipsItsTestWhereItIsInvalidAndThatIsWished) {
  play("Echo.AsksForTwoHundredThousandASecond", "--invalid=skip");
  EXPECT_EQ(exit_code_, 0) << console_;
  EXPECT_THAT(console_, HasSubstr("[  SKIPPED ]"));
  EXPECT_EQ(summary()["verdict"]["outcome"], "INVALID");
  play("Echo.IsPlayedByAGeneratorThatStandsStillFor300Milliseconds", "--invalid=skip");
  EXPECT_EQ(exit_code_, 0) << console_;
  EXPECT_THAT(console_, HasSubstr("[  SKIPPED ]"));
}

TEST_F(LoadTestProgram, KeepsScenariosApart) {
  play("Echo.PlaysSeveralScenarios");
  EXPECT_EQ(exit_code_, 0) << console_;
  ASSERT_EQ(summary()["scenarios"].size(), 3u);
  EXPECT_EQ(summary()["scenarios"][0]["started"], 100);
  EXPECT_EQ(summary()["scenarios"][2]["started"], 40);
}

TEST_F(LoadTestProgram, EndsByAnAbortRuleAndKeepsWhatItMeasured) {
  play("Echo.IsAbortedByARule");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_LT(seconds_, 20) << "of a run of a minute";
  EXPECT_THAT(console_, HasSubstr("abort rule: error rate > 50 %"));
  EXPECT_EQ(summary()["verdict"]["outcome"], "FAIL");
  EXPECT_GT(summary()["load"]["finished"], 100);
}

TEST_F(LoadTestProgram, ShowsAPlanAndPlaysNothing) {
  play("Echo.PlaysSeveralScenarios", "--plan --seed=7");
  EXPECT_EQ(exit_code_, 0) << console_;
  EXPECT_THAT(console_, HasSubstr("the plan, not played"));
  EXPECT_FALSE(has_results());
  const auto plan = json::parse(output_file("Echo.PlaysSeveralScenarios.plan.json"));
  EXPECT_EQ(plan["scenarios"][0]["planned_starts"], 100);
  EXPECT_EQ(plan["scenarios"][1]["planned_starts"], nullptr);
  EXPECT_EQ(plan["seed"], 7);
}

TEST_F(LoadTestProgram, RefusesAPlanThatCannotBePlayedWhenItIsOnlyShown) {
  play("Echo.HasNothingToPlay", "--plan");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_THAT(console_, HasSubstr("the plan has no scenario"));
}

TEST_F(LoadTestProgram, RefusesAPlanThatCannotBePlayedAndSendsNothing) {
  play("Echo.HasNothingToPlay");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_THAT(console_, ContainsRegex("load_test_cases.cpp:[0-9]+: Failure"));
  EXPECT_THAT(console_, HasSubstr("the plan has no scenario"));
  EXPECT_THAT(console_, HasSubstr("the plan has no load"));
  EXPECT_EQ(summary()["verdict"]["outcome"], "FAIL");
  EXPECT_THAT(junit(), HasSubstr("the plan has no load"));
}

TEST_F(LoadTestProgram, NamesWeightsThatDoNotAddUp) {
  play("Echo.HasWrongWeights");
  EXPECT_THAT(console_, HasSubstr("the weights of the mix add up to 120 % (60 % + 60 %)"));
}

TEST_F(LoadTestProgram, NamesARateWithoutADuration) {
  play("Echo.HasARateWithoutADuration");
  EXPECT_THAT(console_, HasSubstr("hold(10/s, …) has no duration"));
}

TEST_F(LoadTestProgram, NamesTheStepsThereAreWhereAnUnknownOneIsAskedFor) {
  play("Echo.NamesAnUnknownStep");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_THAT(console_,
              HasSubstr("there is no step named \"GET /nowhere\" in this run; it had GET /"));
}

TEST_F(LoadTestProgram, EndsAtOnceForAMistakeOfItsAuthor) {
  play("Echo.HasARouteWithTooFewArguments");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_LT(seconds_, 10) << "of a run of a minute";
  EXPECT_THAT(console_, HasSubstr("the route \"/users/{id}\" got 0 argument(s)"));
}

TEST_F(LoadTestProgram, CountsIterationsThatMissAValueWithTheReason) {
  play("Echo.MissesAValue");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_EQ(summary()["load"]["failed"], 20);
  EXPECT_THAT(console_, HasSubstr("iterations that ended early: 20 times"));
}

TEST_F(LoadTestProgram, ShowsAnOrdinaryAssertionThatFailed) {
  play("Echo.FailsAnOrdinaryAssertion");
  EXPECT_EQ(summary()["verdict"]["outcome"], "FAIL");
  EXPECT_THAT(summary()["failures"][0]["text"].get<std::string>(), HasSubstr("Expected equality"));
  EXPECT_THAT(junit(), HasSubstr("Expected equality"));
}

TEST_F(LoadTestProgram, CountsChecksAndFailsByThemOnlyWhereTheyAreRequired) {
  play("Echo.RequiresItsChecks");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_THAT(console_, HasSubstr("check rate is 0 %"));
  EXPECT_THAT(console_, HasSubstr("0 passed, 20 failed"));
}

TEST_F(LoadTestProgram, JudgesEachRunOfATestByItsOwnLimits) {
  play("Echo.PlaysTwice");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_EQ(summary()["verdict"]["outcome"], "PASS");
  const auto second = json::parse(output_file("Echo.PlaysTwice-2.json"));
  EXPECT_NE(second["verdict"]["outcome"], "PASS");
  EXPECT_EQ(second["test"], "Echo.PlaysTwice-2");
}

TEST_F(LoadTestProgram, KeepsOutWhatWasOnlyLookedAt) {
  play("Echo.LooksAtALimitWithoutAssertingIt");
  EXPECT_EQ(exit_code_, 0) << console_;
  EXPECT_EQ(summary()["verdict"]["outcome"], "PASS");
  EXPECT_TRUE(summary()["limits"].empty());
}

TEST_F(LoadTestProgram, FailsWhenItPlaysNothing) {
  play("Echo.PlaysNothing");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_THAT(console_, HasSubstr("this load test played nothing"));
}

TEST_F(LoadTestProgram, LeavesNoResultWhereItIsSkipped) {
  play("Echo.IsSkipped");
  EXPECT_EQ(exit_code_, 0);
  EXPECT_FALSE(has_results());
}

TEST_F(LoadTestProgram, EndsInOrderWhenItIsInterrupted) {
  play("Echo.InterruptsItself");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_LT(seconds_, 10) << "of a run of a minute";
  EXPECT_THAT(console_, HasSubstr("interrupted by SIGTERM"));
  EXPECT_GE(summary()["load"]["finished"], 5);
}

TEST_F(LoadTestProgram, NoticesAServiceThatDiesAfterTheRun) {
  play("Echo.LosesItsServiceAfterTheRun");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_EQ(summary()["verdict"]["outcome"], "FAIL");
  EXPECT_THAT(console_, HasSubstr("was killed by signal 9 (SIGKILL)"));
}

TEST_F(LoadTestProgram, LeavesNoResultOfAnEarlierRunWhenItFailsBeforeItPlays) {
  play("Echo.Passes");
  EXPECT_EQ(summary()["verdict"]["outcome"], "PASS");
  play("Echo.Passes", "--time-scale=100000%");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_EQ(summary()["verdict"]["outcome"], "FAIL");
  EXPECT_THAT(junit(), HasSubstr("this plan cannot be played"));
}

TEST_F(LoadTestProgram, SaysThatNoTestAskedForTheTargetThatWasNamed) {
  play("Echo.Passes", "--target=ecko=http://127.0.0.1:1");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_THAT(console_, HasSubstr("--target=ecko=...: no test asked for a service of that name"));
}

TEST_F(LoadTestProgram, SaysWhyAServiceIsNotReady) {
  play("NeverReady.FailsBeforeAnyLoad");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_THAT(console_, ContainsRegex("load_test_cases.cpp:[0-9]+: Failure"));
  EXPECT_THAT(console_, HasSubstr("sleeper"));
  EXPECT_THAT(console_, HasSubstr("waiting on "));
  EXPECT_THAT(junit(), HasSubstr("was not ready within 300 ms"));
}

TEST_F(LoadTestProgram, NamesAPortThatIsTaken) {
  play("PortTaken.FailsBeforeAnyLoad");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_THAT(console_, ContainsRegex("port [0-9]+ is taken"));
}

TEST_F(LoadTestProgram, SaysThatThereIsNoTarget) {
  play("Nowhere.HasNoTarget");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_THAT(console_, HasSubstr("name one with --target"));
}

TEST_F(LoadTestProgram, RefusesATargetThatDoesNotParse) {
  play("Nowhere.HasNoTarget", "--target=localhost");
  EXPECT_EQ(exit_code_, 2);
  EXPECT_THAT(console_, HasSubstr("--target: \"localhost\""));
}

TEST_F(LoadTestProgram, RefusesAnOutputFolderThatCannotBeWrittenBeforeAnyLoad) {
  play("Echo.Passes", "--output=/proc/nowhere");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_THAT(console_, HasSubstr("cannot use the output folder /proc/nowhere"));
  EXPECT_THAT(console_, Not(HasSubstr("PASS  Echo")));
}

TEST_F(LoadTestProgram, SaysInEveryOutputThatARunWasScaled) {
  play("Echo.Passes", "--load-scale=50% --time-scale=200%");
  EXPECT_EQ(exit_code_, 0) << console_;
  EXPECT_EQ(summary()["load"]["planned"], 100);
  EXPECT_EQ(summary()["run"]["load_scale"], 0.5);
  EXPECT_THAT(console_, HasSubstr("scaled run: 50 % of the load, 200 % of the time"));
  EXPECT_THAT(junit(), HasSubstr("name=\"load_scale\" value=\"0.5\""));
}

TEST_F(LoadTestProgram, SaysWhatAnUnknownFlagCouldHaveBeen) {
  play("Echo.Passes", "--time-skale=5%");
  EXPECT_EQ(exit_code_, 2);
  EXPECT_THAT(console_, AllOf(HasSubstr("--time-skale"), HasSubstr("--time-scale")));
}

}  // namespace
}  // namespace proofload
