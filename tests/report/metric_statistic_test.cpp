// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/metric_statistic.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

TEST(MetricStatistic, HighestIsTheTopOfAGauge) {
  const auto report = RunBuilder()
                          .sample(metrics::service_memory, 5e6)
                          .sample(metrics::service_memory, 9e6)
                          .sample(metrics::service_memory, 7e6)
                          .report();
  EXPECT_EQ(highest(metrics::service_memory).read(report).value, 9e6);
  EXPECT_EQ(lowest(metrics::service_memory).read(report).value, 5e6);
  EXPECT_EQ(last(metrics::service_memory).read(report).value, 7e6);
}

TEST(MetricStatistic, TotalIsTheSumOfACounterAndPerSecondSpreadsItOverTheLoad) {
  const auto orders = counter("orders");
  const auto report =
      RunBuilder().sample(orders, 30).sample(orders, 10, {}, 9).sample(orders, 5, {}, 10).report();
  EXPECT_EQ(total(orders).read(report).value, 45);
  EXPECT_EQ(per_second(orders).read(report).value, 4) << "not what came after the load";
  EXPECT_EQ(per_second(orders).read(report).context, "40 in 10 s");
  EXPECT_EQ(total(orders).read(report.stage("late")).value, 15);
}

TEST(MetricStatistic, ShareIsThatOfTheSamplesThatAreNotZero) {
  const auto hits = rate("cache_hits");
  const auto report = RunBuilder().samples(3, hits, 1).sample(hits, 0).report();
  EXPECT_EQ(share(hits).read(report).value, 0.75);
  EXPECT_EQ(share(hits).read(report).context, "3 of 4");
}

}  // namespace
}  // namespace proofload
