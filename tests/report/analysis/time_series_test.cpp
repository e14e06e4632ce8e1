// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/time_series.h>

#include <proofload/report/metric_statistic.h>
#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::ElementsAre;

std::vector<double> values_of(const TimeSeries& series) {
  std::vector<double> values;
  for (const auto& point : series.points) values.push_back(point.value);
  return values;
}

TEST(TimeSeries, HasTheValueOfAStatisticInEachPiece) {
  RunBuilder run(6s);
  for (SliceNumber second = 0; second < 6; ++second)
    run.sample(metrics::service_memory, 100 * (second + 1), {}, second);
  const auto series = time_series(run.report(), highest(metrics::service_memory), 2s);
  EXPECT_THAT(values_of(series), ElementsAre(200, 400, 600));
  EXPECT_EQ(series.name, "highest service_memory");
  EXPECT_EQ(series.quantity, Quantity::bytes);
  EXPECT_EQ(series.points[1].from, 2s);
  EXPECT_EQ(series.points[1].to, 4s);
  EXPECT_EQ(series.points[1].middle(), 3s);
  EXPECT_EQ(series.samples(), 6u);
}

TEST(TimeSeries, LeavesOutThePiecesWithTooLittleData) {
  RunBuilder run(4s);
  run.requests(200, 5, "200", "GET /x", 0).requests(199, 6, "200", "GET /x", 1);
  run.requests(200, 7, "200", "GET /x", 3);
  EXPECT_THAT(values_of(time_series(run.report(), percentile(0.95), 1s)), ElementsAre(5, 7));
}

TEST(TimeSeries, LooksAtTheTrendAndTheTimeOfItsWindow) {
  RunBuilder run(6s);
  run.requests_in({0, 6}, 200, 5);
  const auto series = time_series(run.report().service().stage("late"), percentile(0.95), 1s);
  EXPECT_EQ(series.name, "p95 of service");
  EXPECT_EQ(series.points.size(), 3u);
  EXPECT_EQ(series.points.front().from, 3s);
}

}  // namespace
}  // namespace proofload
