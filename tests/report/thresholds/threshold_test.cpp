// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/thresholds/threshold.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::HasSubstr;

Threshold threshold(std::string_view selector, std::string_view expression) {
  auto parsed = parse_threshold(selector, expression);
  EXPECT_TRUE(parsed.ok()) << (parsed ? "" : parsed.error());
  return parsed ? std::move(parsed).value() : Threshold{};
}

Limit judged(const RunBuilder& run, std::string_view selector, std::string_view expression) {
  return threshold(selector, expression).judged(run.report());
}

std::string refused(std::string_view selector, std::string_view expression) {
  const auto parsed = parse_threshold(selector, expression);
  return parsed ? "" : parsed.error();
}

TEST(Threshold, BecomesALimitLikeOneInCode) {
  const auto run = RunBuilder()
                       .samples(400, metrics::http_req_duration, 14, {{"status", "200"}})
                       .samples(400, metrics::http_req_duration, 99, {{"status", "500"}});
  auto in_file = threshold("http_req_duration{status:200}", "p(95)<10");
  in_file.file = "thresholds.json";
  in_file.line = 7;
  const auto limit = in_file.judged(run.report());
  EXPECT_EQ(limit.standing(), Standing::broken);
  EXPECT_EQ(limit.subject, "http_req_duration{status:200}");
  EXPECT_EQ(limit.statement(), "p(95) < 10 ms");
  EXPECT_EQ(limit.explanation(),
            "p(95) is 14 ms, 4 ms over (40 %), from 400 samples (med 14 ms, max 14 ms)");
  EXPECT_EQ(limit.file, "thresholds.json");
  EXPECT_EQ(limit.line, 7);
  EXPECT_EQ(limit.source, "file");
  EXPECT_EQ(limit.metric, "http_req_duration{status:200}");
  EXPECT_EQ(limit.expression, "p(95)<10");
  EXPECT_EQ(judged(run, "http_req_duration{status:200}", "p(95)<20").standing(), Standing::held);
}

TEST(Threshold, OfTheCommandLineSaysSo) {
  EXPECT_EQ(judged(RunBuilder(), "orders", "count<5").source, "command line");
}

TEST(Threshold, NeverHoldsWithoutSamples) {
  const auto run = RunBuilder().requests(10, 1);
  const auto problem = [&](const char* selector, const char* expression) {
    const auto limit = judged(run, selector, expression);
    EXPECT_EQ(limit.standing(), Standing::broken);
    return limit.problem;
  };
  EXPECT_EQ(problem("http_req_failed", "rate<0.01"), "no samples of http_req_failed");
  EXPECT_EQ(problem("http_req_duration", "avg>=0"), "no samples of http_req_duration");
  EXPECT_EQ(problem("orders", "count<5"), "no samples of orders");
  EXPECT_EQ(problem("response{status:404}", "avg<5"),
            "there is no status named \"404\" in this run; it had 200");
  EXPECT_EQ(problem("response", "p(95)<5"),
            "p(95) needs 200 samples, had 10: play longer, or ask for a lower percentile");
  EXPECT_EQ(judged(run, "http_req_failed", "rate<1%").statement(), "rate < 1 %");
  EXPECT_EQ(judged(run, "waits", "avg<1s").statement(), "avg < 1 s");
}

TEST(Threshold, OfACounterIsZeroWhereAllSamplesHadOtherOutcomes) {
  const auto run =
      RunBuilder().sample(metrics::http_reqs, 7, {{"step", "GET /x"}, {"status", "200"}});
  const auto limit = judged(run, "http_reqs{status:500}", "count<1");
  EXPECT_EQ(limit.standing(), Standing::held);
  EXPECT_EQ(limit.explanation(),
            "count is 0, 1 inside (100 %), from 1 sample (none with these tags)");
  EXPECT_EQ(judged(run, "http_reqs{status:500}", "rate<1").observed, "0/s");
  EXPECT_EQ(judged(run, "http_reqs{name:/x,status:500}", "count<1").standing(), Standing::held);
  EXPECT_EQ(judged(run, "http_reqs{status:500}", "count>0").standing(), Standing::broken);
}

TEST(Threshold, IsBrokenWhereAValueOfAnyOtherTagNeverOccurred) {
  const auto run = RunBuilder().sample(metrics::http_reqs, 7,
                                       {{"step", "GET /x"}, {"status", "200"}, {"shop", "a"}});
  for (const auto* selector : {"http_reqs{shop:b}", "http_reqs{shop:b,status:500}",
                               "http_reqs{name:/y,status:500}", "http_reqs{stauts:500}"}) {
    const auto limit = judged(run, selector, "count<1");
    EXPECT_EQ(limit.standing(), Standing::broken) << selector;
    EXPECT_THAT(limit.problem, HasSubstr("there is no")) << selector;
  }
}

TEST(Threshold, IsBrokenWhereTheCounterItselfDoesNotCarryTheTag) {
  const auto run = RunBuilder().requests(10, 1).sample(counter("orders"), 7);
  EXPECT_EQ(judged(run, "orders{status:500}", "count<1").standing(), Standing::broken);
  EXPECT_EQ(judged(run, "carts{status:500}", "count<1").standing(), Standing::broken);
}

TEST(Threshold, OfABuiltInMetricIsCheckedBeforeLoadIsSent) {
  EXPECT_EQ(refused("http_req_failed", "p(95)<5"),
            "threshold \"http_req_failed: p(95)<5\": http_req_failed is a rate, and has no p(95): "
            "ask for rate");
  EXPECT_THAT(refused("http_reqs", "avg<5"),
              HasSubstr("is a counter, and has no avg: ask for count"));
  EXPECT_THAT(refused("vus{a:b}", "rate<5"), HasSubstr("vus is a gauge, and has no rate"));
  EXPECT_THAT(refused("http_req_duration", "rate<5"),
              HasSubstr("ask for avg, min, max, med or p(x)"));
  EXPECT_THAT(
      refused("http_req_failed", "rate<5ms"),
      HasSubstr("rate of http_req_failed is measured as share, but its limit is given as ms"));
  EXPECT_THAT(refused("http_req_duration", "p(95)<5%"), HasSubstr("measured as ms, but its limit"));
  EXPECT_THAT(refused("http_req_duration", "p(95)<5MB"), HasSubstr("given as bytes"));
  EXPECT_THAT(refused("http_reqs", "rate>5%"), HasSubstr("measured as per_second"));
  EXPECT_THAT(refused("http_reqs", "count>5/s"), HasSubstr("given as per_second"));
  EXPECT_EQ(refused("data_received", "count<5MB"), "");
  EXPECT_EQ(refused("service_memory", "value<5MiB"), "");
  EXPECT_EQ(refused("http_reqs", "rate>=100/s"), "");
}

TEST(Threshold, SaysWhatIsWrongWithItsParts) {
  EXPECT_THAT(refused("orders{", "count<5"), HasSubstr("metric \"orders{\": tags stand in braces"));
  EXPECT_THAT(refused("orders", "count 5"), HasSubstr("threshold \"count 5\", column 1"));
}

TEST(Threshold, OfAMetricOfTheTestIsCheckedAfterTheRun) {
  const auto run = RunBuilder()
                       .sample(rate("hits"), 1)
                       .sample(counter("orders"), 3)
                       .sample(gauge("depth", MetricUnit::bytes), 2e6);
  EXPECT_EQ(judged(run, "hits", "p(95)<5").problem,
            "hits is a rate, and has no p(95): ask for rate");
  EXPECT_EQ(judged(run, "hits", "rate>5ms").problem,
            "rate of hits is measured as share, but its limit is given as ms");
  const auto mistaken = judged(run, "orders", "count>1MB");
  EXPECT_EQ(mistaken.standing(), Standing::broken);
  EXPECT_EQ(mistaken.statement(), "count > 1,000,000");
  EXPECT_EQ(mistaken.explanation(),
            "count of orders is measured as count, but its limit is given as bytes");
  EXPECT_EQ(judged(run, "depth", "value<3MB").explanation(),
            "value is 1.91 MiB, 977 KiB inside (33.3 %), from 1 sample");
}

TEST(Threshold, FindsTheKindThatHasTheAggregationWhereANameIsUsedTwice) {
  const auto run = RunBuilder().sample(rate("orders"), 1).sample(counter("orders"), 30);
  EXPECT_EQ(judged(run, "orders", "count==30").standing(), Standing::held);
}

TEST(Threshold, NamingSeveralStepsIsBroken) {
  const auto run = RunBuilder().requests(1, 5, "200", "GET /a").requests(1, 5, "200", "POST /a");
  const auto limit = judged(run, "response{name:/a}", "avg<10");
  EXPECT_EQ(limit.standing(), Standing::broken);
  EXPECT_THAT(limit.problem, HasSubstr("names GET /a and POST /a"));
}

TEST(Threshold, MayAskForAnotherValueThanOne) {
  const auto run = RunBuilder().sample(gauge("depth"), 3);
  EXPECT_EQ(judged(run, "depth", "value!=3").explanation(),
            "value is 3, exactly at the limit, which it must not reach, from 1 sample");
  EXPECT_EQ(judged(run, "depth", "value!=4").standing(), Standing::held);
}

TEST(Threshold, IsScaledLikeALimitInCode) {
  RunBuilder run;
  run.facts.scale = {10_percent, 50_percent};
  run.sample(metrics::http_reqs, 110).sample(metrics::vus, 6).sample(metrics::http_req_failed, 0);
  const auto rate = judged(run, "http_reqs", "rate>=100");
  EXPECT_EQ(rate.statement(), "rate >= 10/s (scaled from 100/s)");
  EXPECT_EQ(rate.standing(), Standing::held);
  EXPECT_EQ(judged(run, "http_reqs", "count>=1000").statement(), "count >= 50 (scaled from 1000)");
  EXPECT_EQ(judged(run, "http_reqs", "count<=1000").statement(), "count <= 1000");
  EXPECT_EQ(judged(run, "vus", "value>=50").statement(), "value >= 5 (scaled from 50)");
  EXPECT_EQ(judged(run, "vus", "value<=50").statement(), "value <= 50");
  EXPECT_EQ(judged(run, "http_req_failed", "rate<1%").statement(), "rate < 1 %");
  EXPECT_EQ(judged(run, "orders", "rate>1").problem, "no samples of orders (the run was scaled)");
}

TEST(Threshold, BrokenOnlyWhileTheGeneratorStoodStillIsInDoubt) {
  RunBuilder run;
  for (SliceNumber second = 0; second < 10; ++second)
    run.samples(1000, metrics::http_req_duration, second == 5 ? 300 : 8, {}, second);
  run.stall(5, 300);
  const auto limit = judged(run, "http_req_duration", "p(95)<100");
  EXPECT_EQ(limit.standing(), Standing::in_doubt);
  EXPECT_THAT(limit.explanation(), HasSubstr("but 8 ms in the 7 of 10 seconds in which"));
}

}  // namespace
}  // namespace proofload
