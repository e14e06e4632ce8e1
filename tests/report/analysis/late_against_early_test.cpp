// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/late_against_early.h>

#include <proofload/report/health.h>
#include <proofload/report/limit.h>
#include <proofload/report/metric_statistic.h>
#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::HasSubstr;

// Half a minute; its thirds end at 10 s and 20 s. 20 answers a second, after so many milliseconds.
RunBuilder run_of(double early, double late) {
  RunBuilder run(30s);
  run.requests_in({0, 10}, 20, early).requests_in({10, 20}, 20, 500);
  run.requests_in({20, 30}, 20, late);
  return run;
}

TEST(LateAgainstEarly, IsHowMuchWorseTheLastThirdIsThanTheFirst) {
  const auto reading = late_against_early(percentile(0.95)).read(run_of(8, 10).report());
  EXPECT_EQ(reading.missing, "");
  EXPECT_NEAR(reading.value, 0.25, 0.002) << "a histogram is exact to 0.1 %";
  EXPECT_EQ(reading.samples, 200u);
  EXPECT_EQ(reading.context, "from 8 ms in the first third to 10 ms in the last");
}

TEST(LateAgainstEarly, IsBelowZeroWhereItGotBetter) {
  EXPECT_NEAR(late_against_early(percentile(0.95)).read(run_of(10, 8).report()).value, -0.2, 0.002);
}

TEST(LateAgainstEarly, OfLatencyThatChangedByLessThanAMillisecondIsNone) {
  const auto reading = late_against_early(percentile(0.95)).read(run_of(0.4, 0.6).report());
  EXPECT_EQ(reading.value, 0);
  EXPECT_EQ(
      reading.context,
      "from 400 µs in the first third to 600 µs in the last, which does not count: a change of "
      "less than 1 ms (at_least(...) sets it)");
  EXPECT_NEAR(late_against_early(percentile(0.95)).read(run_of(0.4, 1.5).report()).value, 2.75,
              0.01);
  EXPECT_EQ(late_against_early(percentile(0.95)).read(run_of(0.6, 0.4).report()).value, 0)
      << "no gain either";
}

TEST(LateAgainstEarly, CountsTheChangesItIsTold) {
  const SmallestChange tenth{0.1, Quantity::milliseconds};
  const auto close = late_against_early(percentile(0.95), tenth);
  EXPECT_NEAR(close.read(run_of(0.4, 0.6).report()).value, 0.5, 0.005);
  const auto coarse =
      late_against_early(percentile(0.95), SmallestChange{5, Quantity::milliseconds});
  EXPECT_EQ(coarse.read(run_of(8, 12).report()).value, 0);
  EXPECT_NEAR(coarse.read(run_of(8, 14).report()).value, 0.75, 0.005);
}

TEST(LateAgainstEarly, HasNoValueWhereTheSmallestChangeIsInAnotherUnit) {
  const auto statistic =
      late_against_early(percentile(0.95), SmallestChange{1024, Quantity::bytes});
  EXPECT_EQ(statistic.read(run_of(8, 8).report()).missing,
            "the smallest change is given as bytes, but p95 is measured as ms");
}

TEST(LateAgainstEarly, OfErrorsIsInPoints) {
  auto run = run_of(8, 8);
  run.requests(10, 1, "503", "GET /x", 25);
  const auto reading = late_against_early(error_rate()).read(run.report());
  EXPECT_DOUBLE_EQ(reading.value, 10.0 / 210);
  const auto limit =
      judge(run.report(), late_against_early(error_rate()), {Comparison::less, 0.01});
  EXPECT_EQ(limit.observed, "4.76 %");
  EXPECT_FALSE(limit.held);
}

TEST(LateAgainstEarly, OfMemoryIsAShareOfWhatItWas) {
  auto run = run_of(8, 8);
  run.sample(metrics::service_memory, 52e6, {}, 3).sample(metrics::service_memory, 143e6, {}, 28);
  const auto reading = late_against_early(highest(metrics::service_memory)).read(run.report());
  EXPECT_DOUBLE_EQ(reading.value, 1.75);
}

TEST(LateAgainstEarly, OfWhatIsBetterWhenItIsMoreCountsTheLoss) {
  RunBuilder run(30s);
  run.requests_in({0, 20}, 100, 5).requests_in({20, 30}, 80, 5);
  EXPECT_DOUBLE_EQ(late_against_early(throughput()).read(run.report()).value, 0.2);
}

TEST(LateAgainstEarly, IsUnknownWhereAThirdHasTooLittleData) {
  RunBuilder late_only(30s);
  late_only.requests_in({20, 30}, 20, 5);
  EXPECT_THAT(late_against_early(percentile(0.95)).read(late_only.report()).missing,
              HasSubstr("in the first third: no samples of response"));
  RunBuilder few(30s);
  few.requests_in({0, 10}, 20, 5).requests_in({20, 30}, 19, 5);
  EXPECT_THAT(late_against_early(percentile(0.95)).read(few.report()).missing,
              HasSubstr("in the last third: p95 needs 200 samples, had 190"));
}

TEST(LateAgainstEarly, IsUnknownOfARunThatIsShortOrEndedEarly) {
  RunBuilder run(9s);
  run.requests_in({0, 9}, 200, 5);
  EXPECT_THAT(late_against_early(percentile(0.95)).read(run.report()).missing,
              HasSubstr("play longer"));
  auto ended = run_of(5, 5);
  ended.ended_at(29s);
  const auto limit =
      judge(ended.report(), late_against_early(percentile(0.95)), {Comparison::less, 1});
  EXPECT_FALSE(limit.held);
  EXPECT_THAT(limit.explanation(), HasSubstr("its last third was not played"));
}

TEST(LateAgainstEarly, OfALastThirdThatFailsIsWorseThanAnyNumber) {
  RunBuilder run(30s);
  run.requests_in({0, 10}, 20, 5).requests_in({20, 30}, 20, 5, "503");
  const auto reading = late_against_early(percentile(0.95)).read(run.report());
  EXPECT_TRUE(reading.beyond_measure);
  EXPECT_THAT(reading.missing, HasSubstr("in the last third: no request succeeded"));
}

TEST(LateAgainstEarly, KnowsNoShareOfNothing) {
  RunBuilder run(30s);
  const auto queue = gauge("queue");
  run.sample(queue, 0, {}, 3).sample(queue, 7, {}, 28);
  EXPECT_EQ(
      late_against_early(highest(queue)).read(run.report()).missing,
      "no share of nothing: from 0 in the first third to 7 in the last; say with at_least(...) "
      "what counts, or bound it by itself");
  run.sample(queue, 7, {}, 4);
  EXPECT_EQ(late_against_early(highest(queue)).read(run.report()).value, 0);
}

TEST(LateAgainstEarly, IsInDoubtWhereOnlyTheGeneratorBrokeIt) {
  auto run = run_of(8, 8);
  run.requests(200, 300, "200", "GET /x", 25).requests_in({26, 30}, 200, 8).stall(25, 300);
  const auto limit =
      judge(run.report(), late_against_early(percentile(0.9)), {Comparison::less, 0.2});
  EXPECT_EQ(limit.standing(), Standing::in_doubt) << limit.explanation();
}

TEST(LateAgainstEarly, AllowsTheLatenessOfItsBoundOnTheLastThird) {
  const auto statistic = late_against_early(percentile(0.95));
  const auto allowed =
      statistic.lateness_allowed(run_of(100, 100).report(), {Comparison::less, 0.2});
  ASSERT_TRUE(allowed);
  EXPECT_NEAR(in_milliseconds(*allowed), 6, 0.02) << "a twentieth of 120 ms";
  const auto fast = statistic.lateness_allowed(run_of(2, 2).report(), {Comparison::less, 0.2});
  ASSERT_TRUE(fast);
  EXPECT_NEAR(in_milliseconds(*fast), in_milliseconds(lateness_allowed_by_latency(3ms)), 0.02)
      << "2.4 ms would break nothing";
  EXPECT_EQ(late_against_early(highest(metrics::service_memory))
                .lateness_allowed(run_of(1, 1).report(), {Comparison::less, 0.2}),
            std::nullopt);
}

TEST(LateAgainstEarly, IsNamedByWhatItLooksAt) {
  const auto report = run_of(8, 10).report();
  EXPECT_EQ(statistic_name(report.service(), late_against_early(percentile(0.95))),
            "p95 late against early of service");
}

}  // namespace
}  // namespace proofload
