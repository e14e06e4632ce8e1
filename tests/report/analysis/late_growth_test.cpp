// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/late_growth.h>

#include <proofload/report/limit.h>
#include <proofload/report/metric_statistic.h>
#include <support/run_builder.h>

#include <gmock/gmock.h>

#include <cmath>
#include <functional>

namespace proofload {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr double mebibyte = 1024 * 1024;

// Four minutes in which a gauge has this value in each second.
Report run_of(const Metric& gauge, const std::function<double(int second)>& value) {
  RunBuilder run(4min);
  for (int second = 0; second < 240; ++second)
    run.sample(gauge, value(second), {}, SliceNumber(second));
  return run.report();
}

Report memory(const std::function<double(int second)>& mebibytes) {
  return run_of(metrics::service_memory, [&](int second) { return mebibyte * mebibytes(second); });
}

Limit judged(const Report& report, const Metric& gauge) {
  return judge(report, late_growth(highest(gauge)), {Comparison::less, 0.05});
}

TEST(LateGrowth, OfALeakSaysWhichSeriesGrowsHowFastAndHowFar) {
  const auto limit =
      judged(memory([](int second) { return 40 + 0.5 * second; }), metrics::service_memory);
  EXPECT_FALSE(limit.held);
  EXPECT_EQ(limit.statement(), "late growth of highest service_memory < 5 %");
  EXPECT_EQ(limit.context,
            "highest service_memory grew by 30 MiB a minute in the last third, from 124 MiB to "
            "160 MiB; before it by 30 MiB a minute");
  EXPECT_NEAR(limit.value, 35.0 / 124.5, 1e-9) << "from 169 s to 239 s, half a MiB a second";
}

TEST(LateGrowth, SaysHowItGrewInTheThirdBefore) {
  const auto quickening = memory([](int second) {
    return second < 80 ? 20.0 : second < 160 ? 20 + 0.1 * (second - 80) : 28.0 + second - 160;
  });
  EXPECT_THAT(judged(quickening, metrics::service_memory).context,
              testing::EndsWith("; before it by 6 MiB a minute"));
}

TEST(LateGrowth, OfDescriptorsThatAreNotClosedIsCounted) {
  const auto limit = judged(
      run_of(metrics::service_open_files, [](int second) { return 12 + std::floor(second / 2.0); }),
      metrics::service_open_files);
  EXPECT_FALSE(limit.held);
  EXPECT_THAT(
      limit.context,
      StartsWith(
          "highest service_open_files grew by 30 a minute in the last third, from 96 to 131; "));
}

TEST(LateGrowth, HoldsOfACacheThatFillsUpAndStays) {
  const auto linear = memory([](int second) { return 20 + std::min(second, 150); });
  EXPECT_EQ(judged(linear, metrics::service_memory).value, 0);
  const auto saturating = memory([](int second) { return 100 * (1 - std::exp(-second / 60.0)); });
  const auto limit = judged(saturating, metrics::service_memory);
  EXPECT_TRUE(limit.held) << limit.explanation();
  EXPECT_GT(limit.value, 0.02) << "a run of four times its time constant is just enough";
}

TEST(LateGrowth, OfACacheThatStillFillsDoesNotHold) {
  const auto filling = memory([](int second) { return 100 * (1 - std::exp(-second / 120.0)); });
  EXPECT_FALSE(judged(filling, metrics::service_memory).held);
}

TEST(LateGrowth, IsBlindToASawToothAndToOneSpike) {
  const auto saw = memory([](int second) { return 50 + second % 7; });
  EXPECT_EQ(judged(saw, metrics::service_memory).value, 0);
  const auto spike = memory([](int second) { return second == 238 ? 500 : 50; });
  EXPECT_EQ(judged(spike, metrics::service_memory).value, 0);
}

TEST(LateGrowth, OfALeakBelowASawToothShows) {
  const auto both = memory([](int second) { return 50 + second % 7 + 0.25 * second; });
  EXPECT_FALSE(judged(both, metrics::service_memory).held);
}

TEST(LateGrowth, ThatIsNegligibleIsNone) {
  const auto little =
      run_of(metrics::service_open_files, [](int second) { return second < 200 ? 10 : 14; });
  const auto limit = judged(little, metrics::service_open_files);
  EXPECT_EQ(limit.value, 0) << "four of ten, but no more than five";
  EXPECT_TRUE(limit.held);
  const auto small = memory([](int second) { return 2 + second / 240.0; });
  EXPECT_EQ(judged(small, metrics::service_memory).value, 0);
}

TEST(LateGrowth, OfWhatShrinksIsBelowZero) {
  const auto shrinking = memory([](int second) { return 500 - second; });
  EXPECT_LT(judged(shrinking, metrics::service_memory).value, -0.1);
}

TEST(LateGrowth, OfWhatBeganAtZeroIsAShareOfItsEnd) {
  const auto queue = gauge("queue");
  const auto report = run_of(queue, [](int second) { return std::max(0, second - 169); });
  EXPECT_DOUBLE_EQ(late_growth(highest(queue)).read(report).value, 1);
}

TEST(LateGrowth, IsUnknownWithoutEnoughPieces) {
  const auto never = RunBuilder(1min).report();
  const auto statistic = late_growth(highest(metrics::service_memory));
  EXPECT_EQ(statistic.read(never).missing, "in the last third: no samples of service_memory");
  RunBuilder some(1min);
  for (SliceNumber second = 54; second < 59; ++second)
    some.sample(metrics::service_memory, 5, {}, second);
  EXPECT_THAT(statistic.read(some.report()).missing,
              HasSubstr("highest service_memory has values in 3 pieces of the last third, and "
                        "needs 5"));
  EXPECT_THAT(statistic.read(RunBuilder(6s).report()).missing, HasSubstr("play longer"));
}

TEST(LateGrowth, OfAThirdBetweenEightAndTenSecondsHasAPieceForEachSecond) {
  RunBuilder run(29s);
  for (SliceNumber second = 0; second < 29; ++second)
    run.sample(metrics::service_memory, mebibyte * (20 + second), {}, second);
  const auto reading = late_growth(highest(metrics::service_memory)).read(run.report());
  EXPECT_EQ(reading.missing, "");
  EXPECT_EQ(reading.samples, 9u);
  EXPECT_NEAR(reading.value, 8.0 / 40, 1e-9);
}

TEST(LateGrowth, IsNoMatterOfLateness) {
  EXPECT_FALSE(late_growth(percentile(0.95)).lateness_allowed);
}

}  // namespace
}  // namespace proofload
