// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/matchers.h>

#include <proofload/testing/limit_log.h>
#include <proofload/testing/options.h>
#include <support/run_builder.h>

#include <gtest/gtest-spi.h>

// As a test would have it: both vocabularies at once.
using namespace testing;
using namespace proofload;

namespace {

std::string explanation(const auto& matcher, const Window& window) {
  StringMatchResultListener listener;
  ExplainMatchResult(matcher, window, &listener);
  return listener.str();
}

const Report answers_in_5ms = RunBuilder().requests(10'000, 5).report();

TEST(Matchers, HoldPercentilesAgainstTimes) {
  const auto& report = answers_in_5ms;
  EXPECT_THAT(report, P50(Lt(6ms)));
  EXPECT_THAT(report, P90(Le(6ms)));
  EXPECT_THAT(report, P95(Gt(4ms)));
  EXPECT_THAT(report, P99(Ge(4ms)));
  EXPECT_THAT(report, P999(Lt(1s)));
  EXPECT_THAT(report, Percentile(99.5_percent, Lt(6ms)));
  EXPECT_THAT(report, Mean(Lt(6ms)));
  EXPECT_THAT(report, Max(Eq(5ms)));
}

TEST(Matchers, SpeakOfAFailureInWords) {
  EXPECT_EQ(DescribeMatcher<const Window&>(P95(Lt(4ms))), "p95 < 4 ms");
  EXPECT_EQ(explanation(P95(Lt(4ms)), answers_in_5ms),
            "p95 is 5 ms, 1 ms over (25 %), from 10,000 samples (p50 5 ms, max 5 ms)");
}

TEST(Matchers, FailAtTheLineOfTheTestWithAllThatIsKnown) {
  EXPECT_NONFATAL_FAILURE(EXPECT_THAT(answers_in_5ms.step("GET /x"), P95(Lt(4ms))),
                          "Actual: GET /x, 10,000 requests (of type proofload::Window), "
                          "p95 is 5 ms, 1 ms over (25 %)");
}

TEST(Matchers, FailWithoutSamples) {
  const auto nothing = RunBuilder().report();
  EXPECT_THAT(nothing, testing::Not(P95(Lt(1h))));
  EXPECT_EQ(explanation(ErrorRate(Lt(1_percent)), nothing), "no requests");
}

TEST(Matchers, JudgeEveryLimitOfASet) {
  const auto set = AllOf(P95(Lt(1ms)), Throughput(Ge(2000_per_s)), ErrorRate(Lt(1_percent)));
  EXPECT_THAT(explanation(set, answers_in_5ms), HasSubstr("p95 is 5 ms"));
  EXPECT_THAT(explanation(set, answers_in_5ms), HasSubstr("throughput is 1000/s"));
  EXPECT_THAT(explanation(set, answers_in_5ms), testing::Not(HasSubstr("error rate")));
}

TEST(Matchers, LeaveEachLimitInTheLogOnceInTheOrderOfTheTest) {
  const auto report = RunBuilder().requests(1000, 5).report();
  const auto set = AllOf(P95(Lt(1ms)), ErrorRate(Lt(1_percent)));
  explanation(set, report);
  explanation(set, report);
  const auto limits = take_limits(report.measurements());
  ASSERT_EQ(limits.size(), 2);
  EXPECT_EQ(limits[0].statement(), "p95 < 1 ms");
  EXPECT_FALSE(limits[0].held);
  EXPECT_TRUE(limits[1].held);
  EXPECT_THAT(limits[0].file, EndsWith("matchers_test.cpp"));
  EXPECT_THAT(take_limits(report.measurements()), IsEmpty());
}

TEST(Matchers, TurnALimitRoundInsteadOfNegatingIt) {
  EXPECT_THAT(answers_in_5ms, Not(P95(Lt(4ms))));
  EXPECT_EQ(DescribeMatcher<const Window&>(Not(P95(Lt(4ms)))), "p95 >= 4 ms");
}

TEST(Matchers, NameAStepThatDoesNotExist) {
  EXPECT_EQ(explanation(P95(Lt(4ms)), answers_in_5ms.step("GET /y")),
            "there is no step named \"GET /y\" in this run; it had GET /x");
}

TEST(Matchers, RefuseALimitInAnotherUnitThanTheMetric) {
  const auto size = trend("size", MetricUnit::bytes);
  RunBuilder run;
  for (int i = 0; i < 300; ++i) run.sample(size, 2048);
  const auto report = run.report();
  EXPECT_THAT(report.metric(size), P95(Lt(3_KiB)));
  EXPECT_THAT(explanation(P95(Lt(3ms)), report.metric(size)), HasSubstr("measured as bytes"));
}

TEST(Matchers, HoldTheLastThirdAgainstTheFirst) {
  RunBuilder run(30s);
  run.requests_in({0, 10}, 20, 8).requests_in({20, 30}, 20, 10);
  const auto report = run.report();
  EXPECT_THAT(report, LateAgainstEarly(percentile(0.95), Lt(30_percent)));
  EXPECT_THAT(
      explanation(LateAgainstEarly(percentile(0.95), Lt(20_percent)), report),
      AllOf(StartsWith("p95 late against early is 25"), HasSubstr("from 8 ms in the first")));
  EXPECT_THAT(report, LateAgainstEarly(percentile(0.95), Lt(20_percent), at_least(3ms)));
  EXPECT_THAT(
      explanation(LateAgainstEarly(percentile(0.95), Lt(20_percent), at_least(1_MiB)), report),
      HasSubstr("the smallest change is given as bytes"));
  EXPECT_EQ(DescribeMatcher<const Window&>(LateAgainstEarly(error_rate(), Lt(1_percent))),
            "error rate late against early < 1 %");
}

TEST(Matchers, AskWhetherWhatGrowsLevelsOff) {
  RunBuilder run(30s);
  const auto level = proofload::gauge("level");
  const auto leak = proofload::gauge("leak");
  for (SliceNumber second = 0; second < 30; ++second)
    run.sample(level, 50, {}, second).sample(leak, 50 + 3.0 * second, {}, second);
  const auto report = run.report();
  EXPECT_THAT(report, LevelsOff(highest(level)));
  EXPECT_THAT(report, LevelsOff(highest(leak), Lt(50_percent)));
  EXPECT_THAT(explanation(LevelsOff(highest(leak)), report),
              HasSubstr("highest leak grew by 180 a minute in the last third, from"));
}

TEST(Matchers, BoundDroppedStarts) {
  const auto report =
      RunBuilder().sample(metrics::starts, 1).sample(metrics::dropped_iterations, 2).report();
  EXPECT_THAT(report, Dropped(Le(2)));
  EXPECT_EQ(explanation(Dropped(Eq(0)), report),
            "dropped starts is 2, 2 over, from 3 samples (1 of 3 planned starts happened)");
}

TEST(Matchers, SayThatAGeneratorOutOfTimeIsInDoubt) {
  RunBuilder run;
  run.requests_in({0, 10}, 1000, 8).requests(2000, 300, "200", "GET /x", 5).stall(5, 300);
  EXPECT_THAT(explanation(P95(Lt(100ms)), run.report()),
              EndsWith(", but 8 ms in the 7 of 10 seconds in which the generator kept time: "
                       "INVALID, the generator is in doubt, not the service"));
  EXPECT_THAT(run.report(), testing::Not(P95(Lt(100ms)))) << "it is no pass";
  EXPECT_THAT(explanation(P95(Lt(Bytes(100))), run.report()),
              AllOf(HasSubstr("measured as ms"), testing::Not(HasSubstr("generator"))));
}

const auto orders = counter("orders");
const auto cache_hits = rate("cache_hits");
const auto queue = gauge("queue");
const auto answers_and_own_metrics = RunBuilder()
                                         .samples(12, orders, 1000)
                                         .samples(96, cache_hits, 1)
                                         .samples(4, cache_hits, 0)
                                         .sample(queue, 3)
                                         .sample(queue, 9)
                                         .sample(queue, 5)
                                         .report();

TEST(Matchers, BoundMetricsOfTheTestsOwn) {
  const auto& report = answers_and_own_metrics;
  EXPECT_THAT(report, Total(orders, Gt(10'000)));
  EXPECT_THAT(report, PerSecond(orders, Ge(1200_per_s)));
  EXPECT_THAT(report, Share(cache_hits, Gt(95_percent)));
  EXPECT_THAT(report, AllOf(Highest(queue, Le(9)), Lowest(queue, Ge(3)), Last(queue, Eq(5))));
  EXPECT_EQ(explanation(Total(orders, Gt(20'000)), report),
            "total orders is 12,000, 8000 short (40 %), from 12 samples");
  EXPECT_EQ(explanation(PerSecond(orders, Ge(2000_per_s)), report),
            "orders a second is 1200/s, 800/s short (40 %), from 12 samples (12,000 in 10 s)");
  EXPECT_EQ(explanation(Share(cache_hits, Gt(97_percent)), report),
            "share of cache_hits is 96 %, 1 % short, from 100 samples (96 of 100)");
  EXPECT_EQ(explanation(Last(queue, Lt(5)), report),
            "last queue is 5, exactly at the limit, which it must not reach, from 3 samples");
}

TEST(Matchers, ScaleWhatGrowsWithTheLoadAndTheTime) {
  const auto before = options();
  auto scaled = before;
  scaled.scale = {10_percent, 50_percent};
  set_options(scaled);
  const auto describe = [](const auto& matcher) { return DescribeMatcher<const Window&>(matcher); };
  EXPECT_EQ(describe(Total(orders, Gt(10'000))), "total orders > 500");
  EXPECT_EQ(describe(Total(orders, Lt(10'000))), "total orders < 10,000");
  EXPECT_EQ(describe(PerSecond(orders, Ge(1000_per_s))), "orders a second >= 100/s");
  EXPECT_EQ(describe(Share(cache_hits, Gt(95_percent))), "share of cache_hits > 95 %");
  EXPECT_EQ(describe(Always(Throughput(Ge(1000_per_s)))),
            "share of 10 s pieces with throughput >= 100/s (scaled from 1000/s) = 100 %");
  set_options(before);
}

// 100 answers in each second, but for two of them after 5 ms.
Report with_a_spike() {
  RunBuilder run(30s);
  for (SliceNumber second = 0; second < 30; ++second)
    run.requests(200, second == 15 ? 31 : second == 16 ? 12 : 5, "200", "GET /x", second);
  return run.report();
}

TEST(Matchers, AskInTheCourseOfTime) {
  const auto report = with_a_spike();
  const auto fast = P90(Lt(10ms));
  EXPECT_THAT(report.stage("early"), Always(fast, 1s));
  EXPECT_THAT(report, Sustained(fast, 15s));
  EXPECT_THAT(report, NeverBrokenFor(fast, 3s));
  EXPECT_THAT(report.after_stage("early"), RecoversWithin(2s, fast));
  EXPECT_THAT(report, Always(AllOf(P90(Lt(40ms)), ErrorRate(Lt(1_percent)))));
}

TEST(Matchers, SayWhenInTheCourseOfTimeALimitBroke) {
  const auto report = with_a_spike();
  const auto fast = P90(Lt(10ms));
  EXPECT_EQ(explanation(Always(fast, 1s), report),
            "share of 1 s pieces with p90 < 10 ms is 93.33 %, 6.67 % short, from 6000 samples (28 "
            "of 30 held; the worst from 15 s to 16 s: p90 is 31 ms)");
  EXPECT_EQ(explanation(Sustained(fast, 20s), report),
            "longest stretch of p90 < 10 ms is 15 s, 5 s short (25 %), from 6000 samples (from 0 s "
            "to 15 s; then from 15 s to 16 s: p90 is 31 ms)");
  EXPECT_EQ(explanation(NeverBrokenFor(fast, 2s), report),
            "longest breach of p90 < 10 ms is 2 s, exactly at the limit, which it must not reach, "
            "from 6000 samples (from 15 s to 17 s; the worst from 15 s to 16 s: p90 is 31 ms)");
  EXPECT_EQ(explanation(RecoversWithin(1s, fast), report.stage("late")),
            "time to recover to p90 < 10 ms is 2 s, 1 s over (100 %), from 3000 samples (before, "
            "from 16 s to 17 s: p90 is 12 ms)");
  EXPECT_EQ(explanation(RecoversWithin(9s, P90(Lt(1ms))), report.stage("late")),
            "no recovery to p90 < 1 ms within 15 s; still from 29 s to 30 s: p90 is 5 ms");
}

TEST(Matchers, MakeAbortRules) {
  const auto rule = abort_when(ErrorRate(Gt(50_percent)), {.holds_for = 20s, .step = "GET /x"});
  EXPECT_EQ(rule.text, "error rate > 50 % of GET /x");
  EXPECT_EQ(rule.step, "GET /x");
  EXPECT_EQ(rule.holds_for, 20s);
  EXPECT_EQ(rule.over, 5s);
  EXPECT_TRUE(holds(rule.bound, 0.6));
  EXPECT_THAT(problems(rule), IsEmpty());
  EXPECT_EQ(abort_when(P95(Gt(1s))).holds_for, 10s);
}

TEST(Matchers, RefuseAnAbortRuleInAnotherUnitBeforeItIsPlayed) {
  EXPECT_THAT(problems(abort_when(P95(Gt(3_KiB)))),
              ElementsAre("the abort rule p95 > 3 KiB is measured as ms, but its limit is given as "
                          "bytes"));
}

TEST(Matchers, LeaveOrdinaryComparisonsAsGMockHasThem) {
  EXPECT_THAT(3, Lt(4));
  EXPECT_THAT(3u, Ge(3));
  EXPECT_THAT(-1, Lt(2u));
  EXPECT_THAT(2.5, AllOf(Gt(2), Le(2.5)));
  EXPECT_THAT(std::string("b"), Gt("a"));
  EXPECT_THAT(7, Not(Eq(8)));
  EXPECT_THAT(std::vector({1, 2}), Each(Lt(3)));
}

}  // namespace
