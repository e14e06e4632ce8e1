// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/statistic_over_time.h>

#include <proofload/report/limit.h>
#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::HasSubstr;

const Condition p90_always_below_10{
    percentile(0.9), {Comparison::less, 10}, Quantity::milliseconds, "p90 < 10 ms"};
const Condition always_few_errors{
    error_rate(), {Comparison::less, 0.01}, Quantity::share, "error rate < 1 %"};

// One second for each number: 200 answers after so many milliseconds, none for a zero.
RunBuilder seconds_of(const std::vector<double>& milliseconds) {
  RunBuilder run(std::chrono::seconds(milliseconds.size()));
  for (SliceNumber second = 0; second < milliseconds.size(); ++second)
    if (milliseconds[second] > 0) run.requests(200, milliseconds[second], "200", "GET /x", second);
  return run;
}

TEST(ShareHeld, IsThatOfThePiecesInWhichAConditionHeld) {
  const auto report = seconds_of({5, 5, 5, 31, 5, 12, 5, 5}).report();
  const auto reading = share_held({p90_always_below_10}, 1s).read(report);
  EXPECT_EQ(reading.value, 0.75);
  EXPECT_EQ(reading.samples, 1600);
  EXPECT_EQ(reading.context, "6 of 8 held; the worst from 3 s to 4 s: p90 is 31 ms");
}

TEST(ShareHeld, LooksAtPiecesOfTheLengthGivenAndLeavesOutWhatIsLeftOver) {
  const auto report = seconds_of({5, 5, 5, 31, 5, 5, 31}).report();
  const auto reading = share_held({p90_always_below_10}, 2s).read(report);
  EXPECT_DOUBLE_EQ(reading.value, 2.0 / 3);
  EXPECT_THAT(reading.context, HasSubstr("the worst from 2 s to 4 s"));
}

TEST(ShareHeld, CountsAPieceWithTooLittleDataAsNotHeld) {
  const auto reading =
      share_held({p90_always_below_10}, 1s).read(seconds_of({5, 0, 5, 5}).report());
  EXPECT_EQ(reading.value, 0.75);
  EXPECT_THAT(reading.context, HasSubstr("from 1 s to 2 s: no samples of response"));
}

TEST(ShareHeld, AsksAllConditionsOfEachPiece) {
  auto run = seconds_of({5, 31, 5, 5});
  run.requests(100, 1, "503", "GET /x", 2);
  const auto report = run.report();
  EXPECT_EQ(share_held({always_few_errors}, 1s).read(report).value, 0.75);
  EXPECT_EQ(share_held({p90_always_below_10, always_few_errors}, 1s).read(report).value, 0.5);
}

TEST(ShareHeld, OfAWindowWithoutAPieceIsUnknown) {
  EXPECT_EQ(share_held({p90_always_below_10}, 10s).read(seconds_of({5, 5}).report()).missing,
            "the window holds no piece of 10 s");
  EXPECT_THAT(share_held({p90_always_below_10}, 0s).read(seconds_of({5}).report()).missing,
              HasSubstr("need a length"));
}

TEST(ShareHeld, RefusesALimitInAnotherUnitThanTheStatistic) {
  auto wrong = p90_always_below_10;
  wrong.quantity = Quantity::bytes;
  EXPECT_THAT(share_held({wrong}, 1s).read(seconds_of({5}).report()).missing,
              HasSubstr("p90 is measured as ms, but its limit is given as bytes"));
}

TEST(LongestHeld, IsTheLongestStretchWithoutInterruption) {
  const auto report = seconds_of({5, 5, 31, 5, 5, 5, 12, 5}).report();
  const auto reading = longest_held({p90_always_below_10}, 1s).read(report);
  EXPECT_EQ(reading.value, 3000);
  EXPECT_EQ(reading.context, "from 3 s to 6 s; then from 6 s to 7 s: p90 is 12 ms");
}

TEST(LongestHeld, IsTheFirstOfEquals) {
  EXPECT_EQ(longest_held({p90_always_below_10}, 1s).read(seconds_of({5, 31, 5}).report()).context,
            "from 0 s to 1 s; then from 1 s to 2 s: p90 is 31 ms");
}

TEST(LongestHeld, IsZeroWhereAConditionNeverHeld) {
  const auto reading = longest_held({p90_always_below_10}, 1s).read(seconds_of({31, 31}).report());
  EXPECT_EQ(reading.missing, "");
  EXPECT_EQ(reading.value, 0);
}

TEST(LongestBroken, IsTheLongestStretchOfPiecesThatDidNotHoldUnknownOnesIncluded) {
  const auto report = seconds_of({5, 31, 5, 12, 0, 40, 5, 5}).report();
  const auto reading = longest_broken({p90_always_below_10}, 1s).read(report);
  EXPECT_EQ(reading.value, 3000);
  EXPECT_EQ(reading.context, "from 3 s to 6 s; the worst from 5 s to 6 s: p90 is 40 ms");
}

TEST(LongestBroken, IsZeroWhereAConditionAlwaysHeld) {
  const auto reading = longest_broken({p90_always_below_10}, 1s).read(seconds_of({5, 5}).report());
  EXPECT_EQ(reading.value, 0);
  EXPECT_EQ(reading.context, "held in all 2 pieces");
}

TEST(RecoveryTime, CountsToThePieceFromWhichOnAConditionStays) {
  const auto report = seconds_of({31, 31, 5, 31, 5, 5, 5, 5, 5, 31}).report();
  const auto reading = recovery_time({p90_always_below_10}, 1s).read(report);
  EXPECT_EQ(reading.value, 4000) << "one good second is no recovery, a bad one after 5 s no matter";
  EXPECT_EQ(reading.context, "before, from 3 s to 4 s: p90 is 31 ms");
}

TEST(RecoveryTime, CountsFromTheBeginningOfItsWindow) {
  const auto report = seconds_of({5, 5, 5, 5, 5, 31, 31, 5, 5, 5}).report();
  EXPECT_EQ(recovery_time({p90_always_below_10}, 1s).read(report.stage("late")).value, 2000);
  EXPECT_EQ(recovery_time({p90_always_below_10}, 1s).read(report.after_stage("early")).value, 2000);
}

TEST(RecoveryTime, NeedsToStayOnlyToTheEndOfTheWindow) {
  EXPECT_EQ(recovery_time({p90_always_below_10}, 1s).read(seconds_of({31, 31, 5}).report()).value,
            2000);
}

TEST(RecoveryTime, IsZeroWhereNothingWasBroken) {
  const auto reading =
      recovery_time({p90_always_below_10}, 1s).read(seconds_of({5, 5, 5}).report());
  EXPECT_EQ(reading.value, 0);
  EXPECT_EQ(reading.context, "from the beginning on");
}

TEST(RecoveryTime, WithoutRecoveryIsWorseThanAnyNumber) {
  const auto reading =
      recovery_time({p90_always_below_10}, 1s).read(seconds_of({5, 5, 31}).report());
  EXPECT_EQ(reading.missing,
            "no recovery to p90 < 10 ms within 3 s; still from 2 s to 3 s: p90 is 31 ms");
  EXPECT_TRUE(reading.beyond_measure);
}

TEST(StatisticOverTime, IsInDoubtWhereOnlyTheGeneratorBrokeIt) {
  auto run = seconds_of({5, 5, 5, 5, 300, 5, 5, 5, 5, 5});
  run.stall(4, 300);
  const auto standing = [&](const Statistic& statistic, Bound bound) {
    return judge(run.report(), statistic, bound).standing();
  };
  const Conditions conditions{p90_always_below_10};
  EXPECT_EQ(standing(share_held(conditions, 1s), {Comparison::equal, 1}), Standing::in_doubt);
  EXPECT_EQ(standing(longest_held(conditions, 1s), {Comparison::at_least, 6000}),
            Standing::in_doubt);
  EXPECT_EQ(standing(longest_broken(conditions, 1s), {Comparison::less, 1000}), Standing::in_doubt);
  EXPECT_EQ(standing(recovery_time(conditions, 1s), {Comparison::at_most, 1000}),
            Standing::in_doubt);
}

TEST(StatisticOverTime, IsBrokenWhereHealthySecondsBrokeItToo) {
  auto run = seconds_of({5, 5, 5, 5, 300, 5, 5, 31, 5, 5});
  run.stall(4, 300);
  const auto limit =
      judge(run.report(), share_held({p90_always_below_10}, 1s), {Comparison::equal, 1});
  EXPECT_EQ(limit.standing(), Standing::broken);
  EXPECT_THAT(limit.healthy_only, HasSubstr("and 85.7 % in the 7 of 10 seconds"));
}

TEST(StatisticOverTime, WithoutRecoveryIsInDoubtWhereTheGeneratorIs) {
  auto run = seconds_of({5, 5, 300});
  run.stall(2, 300);
  const auto limit =
      judge(run.report(), recovery_time({p90_always_below_10}, 1s), {Comparison::at_most, 5000});
  EXPECT_EQ(limit.standing(), Standing::in_doubt);
  EXPECT_THAT(limit.explanation(), HasSubstr("no recovery to p90 < 10 ms within 3 s"));
}

TEST(StatisticOverTime, OfErrorsIsNoMatterOfLateness) {
  auto run = seconds_of({5, 5, 5, 5, 5, 5, 5, 5, 5, 5});
  run.requests(100, 1, "503", "GET /x", 4).stall(4, 300);
  const auto limit =
      judge(run.report(), share_held({always_few_errors}, 1s), {Comparison::equal, 1});
  EXPECT_EQ(limit.standing(), Standing::broken);
  EXPECT_EQ(limit.lateness_allowed, std::nullopt);
}

TEST(StatisticOverTime, AllowsTheLatenessOfItsMostDelicateCondition) {
  auto wide = p90_always_below_10;
  wide.bound.value = 400;
  const auto report = seconds_of({5}).report();
  const auto statistic = recovery_time({wide, always_few_errors}, 1s);
  EXPECT_EQ(statistic.lateness_allowed(report, {Comparison::at_most, 30'000}), 20ms);
  const auto delicate = recovery_time({p90_always_below_10, wide}, 1s);
  EXPECT_EQ(delicate.lateness_allowed(report, {Comparison::at_most, 30'000}), 1ms);
}

TEST(StatisticOverTime, IsNamedByWhatItAsks) {
  const Conditions both{p90_always_below_10, always_few_errors};
  EXPECT_EQ(share_held(both, 10s).name,
            "share of 10 s pieces with p90 < 10 ms and error rate < 1 %");
  EXPECT_EQ(longest_held({p90_always_below_10}, 1s).name, "longest stretch of p90 < 10 ms");
  EXPECT_EQ(longest_broken({p90_always_below_10}, 1s).name, "longest breach of p90 < 10 ms");
  EXPECT_EQ(recovery_time({p90_always_below_10}, 1s).name, "time to recover to p90 < 10 ms");
}

}  // namespace
}  // namespace proofload
