// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/limit.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

const Bound below_10{Comparison::less, 10};

TEST(Limit, SaysSubjectBoundValueMarginAndSamples) {
  const auto report = RunBuilder().requests(1000, 14).report();
  const auto limit = judge(report.step("GET /x"), percentile(0.95), below_10);
  EXPECT_FALSE(limit.held);
  EXPECT_EQ(limit.subject, "GET /x");
  EXPECT_EQ(limit.statement(), "p95 < 10 ms");
  EXPECT_EQ(limit.explanation(),
            "p95 is 14 ms, 4 ms over (40 %), from 1000 samples (p50 14 ms, max 14 ms)");
}

TEST(Limit, ThatHoldsSaysHowFarInsideItIs) {
  const auto report = RunBuilder().requests(1000, 4).report();
  const auto limit = judge(report, percentile(0.95), below_10);
  EXPECT_TRUE(limit.held);
  EXPECT_EQ(limit.margin, "6 ms inside (60 %)");
}

TEST(Limit, FarOffSaysHowManyTimes) {
  const auto report = RunBuilder().requests(1000, 2210).report();
  EXPECT_EQ(judge(report, percentile(0.95), below_10).margin, "2.2 s over (221 times the limit)");
}

TEST(Limit, BelowALowerBoundIsShort) {
  const auto report = RunBuilder().requests(900, 1).report();
  EXPECT_EQ(judge(report, throughput(), {Comparison::at_least, 100}).margin, "10/s short (10 %)");
}

TEST(Limit, WithoutDataIsBrokenAndSaysWhy) {
  const auto report = RunBuilder().report();
  const auto limit = judge(report, percentile(0.95), below_10);
  EXPECT_FALSE(limit.held);
  EXPECT_EQ(limit.explanation(), "no samples of response");
}

TEST(Limit, OnAStepThatDoesNotExistNamesThoseThatDo) {
  const auto report =
      RunBuilder().requests(1, 1, "200", "GET /a").requests(1, 1, "200", "GET /b").report();
  const auto limit = judge(report.step("GET /c"), percentile(0.95), below_10);
  EXPECT_FALSE(limit.held);
  EXPECT_EQ(limit.explanation(),
            "there is no step named \"GET /c\" in this run; it had GET /a, GET /b");
}

TEST(Limit, NamesTheTrendWhereItIsNotTheResponse) {
  const auto report = RunBuilder().requests(1000, 4).report();
  EXPECT_EQ(judge(report.service(), percentile(0.95), below_10).statement(),
            "p95 of service < 10 ms");
}

TEST(Limit, OnAStageNamesTheStage) {
  const auto report = RunBuilder().requests(1, 1).report();
  EXPECT_EQ(judge(report, error_rate(), below_10).subject, "whole run");
  EXPECT_EQ(judge(report.stage("late"), error_rate(), below_10).subject, "stage late");
  EXPECT_EQ(judge(report.between(1s, 3s), error_rate(), below_10).subject, "from 1 s to 3 s");
  EXPECT_EQ(judge(report.stage("late").step("GET /x"), error_rate(), below_10).subject,
            "GET /x in stage late");
}

TEST(Limit, OfAnErrorRateIsWrittenInPercent) {
  const auto report = RunBuilder().requests(98, 1).requests(2, 1, "500").report();
  const auto limit = judge(report, error_rate(), {Comparison::less, 0.01});
  EXPECT_EQ(limit.explanation(), "error rate is 2 %, 1 % over, from 100 samples (2 failed of 100)");
}

}  // namespace
}  // namespace proofload
