// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/metric_line.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::ElementsAre;

TEST(MetricLine, ShowsACounterWithItsRate) {
  const auto report = RunBuilder().sample(counter("orders"), 45).report();
  const auto line = metric_line(report, counter("orders"));
  EXPECT_EQ(line.name, "orders");
  EXPECT_FALSE(line.distribution);
  EXPECT_THAT(line.values, ElementsAre("45", "4.5/s"));
  EXPECT_THAT(amount_line("sent", 20'480, Quantity::bytes, 10s).values,
              ElementsAre("20KiB", "2KiB/s"));
  EXPECT_THAT(amount_line("sent", 3, Quantity::count, 0s).values, ElementsAre("3", "0/s"));
}

TEST(MetricLine, ShowsAGaugeWithItsRange) {
  const auto queue = gauge("queue", MetricUnit::bytes);
  const auto report =
      RunBuilder().sample(queue, 1024).sample(queue, 3072).sample(queue, 2048).report();
  EXPECT_THAT(metric_line(report, queue).values, ElementsAre("2KiB", "min=1KiB", "max=3KiB"));
}

TEST(MetricLine, ShowsATrendAsADistribution) {
  const auto report = RunBuilder().sample(trend("wait"), 4).sample(trend("wait"), 8).report();
  const auto line = metric_line(report, trend("wait"));
  EXPECT_TRUE(line.distribution);
  EXPECT_THAT(line.values,
              ElementsAre("avg=6ms", "min=4ms", "med=4ms", "max=8ms", "p(90)=8ms", "p(95)=8ms"));
}

TEST(MetricLine, CutsSharesAndNeverRoundsThemUpToTheWhole) {
  EXPECT_THAT(share_line("a", 44, 45).values, ElementsAre("97.77%", "44 out of 45"));
  EXPECT_THAT(share_line("a", 99'999, 100'000).values,
              ElementsAre("99.99%", "99,999 out of 100,000"));
  EXPECT_THAT(share_line("a", 5, 5).values, ElementsAre("100.00%", "5 out of 5"));
  EXPECT_THAT(share_line("a", 0, 0).values, ElementsAre("0.00%", "0 out of 0"));
}

}  // namespace
}  // namespace proofload
