// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/thresholds/threshold_watch.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

Threshold aborting(std::string_view selector, std::string_view expression, Duration delay = {}) {
  auto threshold = parse_threshold(selector, expression).value();
  threshold.abort_on_fail = true;
  threshold.delay_abort_eval = delay;
  return threshold;
}

// Asks once a second, a little after it: the second in which a threshold speaks, or nothing.
std::optional<int> aborted_at(const Threshold& threshold, const RunBuilder& run) {
  ThresholdWatch watch({threshold});
  for (int second = 1; second < 20; ++second)
    if (watch.check(run.report(), std::chrono::seconds(second) + 30ms)) return second;
  return {};
}

RunBuilder slow() { return RunBuilder().samples(1200, metrics::http_req_duration, 812); }

TEST(ThresholdWatch, SaysWhyTheRunShouldStop) {
  ThresholdWatch watch({aborting("http_req_duration", "p(95)<500")});
  EXPECT_EQ(watch.check(slow().report(), 2s),
            "threshold http_req_duration: p(95)<500 failed: p(95) is 812 ms, from 1200 samples");
}

TEST(ThresholdWatch, AsksOnlyThresholdsWithAbortOnFail) {
  auto threshold = aborting("http_req_duration", "p(95)<500");
  threshold.abort_on_fail = false;
  EXPECT_TRUE(ThresholdWatch({threshold}).empty());
  EXPECT_EQ(aborted_at(threshold, slow()), std::nullopt);
  EXPECT_FALSE(ThresholdWatch({aborting("http_req_duration", "p(95)<500")}).empty());
}

TEST(ThresholdWatch, AsksEveryTwoSeconds) {
  ThresholdWatch watch({aborting("http_req_duration", "p(95)<500")});
  const auto fast = RunBuilder().samples(1200, metrics::http_req_duration, 8).report();
  EXPECT_EQ(watch.check(slow().report(), 1s + 990ms), std::nullopt);
  EXPECT_EQ(watch.check(fast, 2s + 30ms), std::nullopt);
  EXPECT_EQ(watch.check(slow().report(), 3s + 50ms), std::nullopt);
  EXPECT_NE(watch.check(slow().report(), 4s), std::nullopt);
}

TEST(ThresholdWatch, WaitsForItsDelay) {
  EXPECT_EQ(aborted_at(aborting("http_req_duration", "p(95)<500"), slow()), 2);
  EXPECT_EQ(aborted_at(aborting("http_req_duration", "p(95)<500", 10s), slow()), 10);
  EXPECT_EQ(aborted_at(aborting("http_req_duration", "p(95)<500", 11s), slow()), 12);
}

TEST(ThresholdWatch, LetsARunGoOnThatHoldsOrHasTooFewSamples) {
  EXPECT_EQ(aborted_at(aborting("http_req_duration", "p(95)<900"), slow()), std::nullopt);
  EXPECT_EQ(aborted_at(aborting("http_req_duration", "p(95)<500"), RunBuilder()), std::nullopt);
  EXPECT_EQ(aborted_at(aborting("http_req_duration", "p(95)<500"),
                       RunBuilder().samples(100, metrics::http_req_duration, 812)),
            std::nullopt);
  EXPECT_EQ(aborted_at(aborting("http_req_duration{status:200}", "avg<500"), slow()), std::nullopt);
  EXPECT_EQ(aborted_at(aborting("orders", "avg<5"), RunBuilder().sample(counter("orders"), 9)),
            std::nullopt);
}

TEST(ThresholdWatch, TakesWhatLiesAmongFailedRequestsForAboveEveryBound) {
  const auto refused = RunBuilder().requests(1000, 1, "503");
  EXPECT_EQ(aborted_at(aborting("response", "p(95)<500"), refused), 2);
  EXPECT_EQ(aborted_at(aborting("response", "p(95)==500"), refused), 2);
  EXPECT_EQ(aborted_at(aborting("response", "p(95)>500"), refused), std::nullopt);
  EXPECT_EQ(aborted_at(aborting("response", "p(95)!=500"), refused), std::nullopt);
  ThresholdWatch watch({aborting("response", "p(95)<500")});
  EXPECT_EQ(watch.check(refused.report(), 2s),
            "threshold response: p(95)<500 failed: p(95) lies among the requests that failed: "
            "1000 of 1000");
}

TEST(ThresholdWatch, CountsASecondsWorthAgainstTheSecondsPlayed) {
  RunBuilder run(20s);
  run.sample(metrics::http_reqs, 600);
  EXPECT_EQ(aborted_at(aborting("http_reqs", "rate>=90"), run), 8) << "600 in 8 s";
  EXPECT_EQ(aborted_at(aborting("http_reqs", "rate<=310"), run), std::nullopt);
  ThresholdWatch watch({aborting("http_reqs", "rate>=90")});
  EXPECT_EQ(watch.check(run.report(), 8s),
            "threshold http_reqs: rate>=90 failed: rate is 75/s, from 1 sample");
}

TEST(ThresholdWatch, CountsASecondsWorthOfTotalsAlone) {
  const auto run = RunBuilder(20s).sample(metrics::http_reqs, 600);
  const Window so_far(run.report().measurements()->totals(8s));
  EXPECT_NE(ThresholdWatch({aborting("http_reqs", "rate>=90")}).check(so_far, 8s), std::nullopt);
}

TEST(ThresholdWatch, CountsASecondsWorthFromTheEndOfTheWarmUpToTheEndOfTheLoad) {
  RunBuilder run(Timeline({{"", 0s, 4s, 10s}}, {}));
  run.sample(metrics::http_reqs, 9999, {{"phase", "warm_up"}}).sample(metrics::http_reqs, 600);
  const auto at = [&](Duration now, std::string_view expression) {
    ThresholdWatch watch({aborting("http_reqs", expression)});
    return watch.check(run.report(), now);
  };
  EXPECT_EQ(at(4s, "rate<0"), std::nullopt) << "nothing is measured yet";
  EXPECT_EQ(at(8s, "rate==150"), std::nullopt);
  EXPECT_EQ(at(12s, "rate==100"), std::nullopt);
}

TEST(ThresholdWatch, ScalesItsBoundsLikeTheRun) {
  const auto run = RunBuilder(20s).sample(metrics::http_reqs, 100);
  ThresholdWatch full({aborting("http_reqs", "rate>=100")});
  EXPECT_NE(full.check(run.report(), 2s), std::nullopt);
  ThresholdWatch scaled({aborting("http_reqs", "rate>=100")}, {10_percent, 100_percent});
  EXPECT_EQ(scaled.check(run.report(), 2s), std::nullopt);
}

}  // namespace
}  // namespace proofload
