// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/growth.h>

#include <gtest/gtest.h>

namespace proofload {
namespace {

// A point for each number, one a second.
TimeSeries series_of(const std::vector<double>& values) {
  TimeSeries series;
  for (const auto value : values) {
    const auto from = std::chrono::seconds(series.points.size());
    series.points.push_back({from, from + 1s, value, 1});
  }
  return series;
}

TEST(Growth, IsTheLineOfPointsThatLieOnOne) {
  const auto growth = growth_of(series_of({10, 13, 16, 19}));
  ASSERT_TRUE(growth);
  EXPECT_DOUBLE_EQ(growth->per_second, 3);
  EXPECT_DOUBLE_EQ(growth->from, 10);
  EXPECT_DOUBLE_EQ(growth->to, 19);
  EXPECT_DOUBLE_EQ(growth->total(), 9);
}

TEST(Growth, IsNotMovedByOnePointThatIsFarOff) {
  const auto growth = growth_of(series_of({10, 13, 16, 1000, 22, 25, 28}));
  ASSERT_TRUE(growth);
  EXPECT_DOUBLE_EQ(growth->per_second, 3);
  EXPECT_DOUBLE_EQ(growth->to, 28);
}

TEST(Growth, IsTheMiddleOfTheSlopesAndOfTheHeights) {
  // Slopes of the pairs: 1, 3, 2; heights at zero (the first point lies at half a second): -1, -2,
  // -1.
  const auto growth = growth_of(series_of({0, 1, 4}));
  ASSERT_TRUE(growth);
  EXPECT_DOUBLE_EQ(growth->per_second, 2);
  EXPECT_DOUBLE_EQ(growth->from, 0);
  EXPECT_DOUBLE_EQ(growth->to, 4);
}

TEST(Growth, LooksAtWhenPointsAreNotAtHowManyLieBetween) {
  auto series = series_of({0, 2, 10});
  series.points[2].from = 5s;
  series.points[2].to = 6s;
  EXPECT_DOUBLE_EQ(growth_of(series)->per_second, 2);
}

TEST(Growth, NeedsTwoPoints) {
  EXPECT_FALSE(growth_of(series_of({})));
  EXPECT_FALSE(growth_of(series_of({7})));
  EXPECT_DOUBLE_EQ(growth_of(series_of({7, 5}))->per_second, -2);
}

TEST(Growth, IsWrittenByTheMinuteAndWhereItIsSlowByTheHour) {
  EXPECT_EQ(growth_text(Quantity::bytes, 18.2 * 1024 * 1024 / 60), "18.2 MiB a minute");
  EXPECT_EQ(growth_text(Quantity::bytes, 1024.0 / 120), "30 KiB an hour");
  EXPECT_EQ(growth_text(Quantity::count, 62.0 / 60), "62 a minute");
  EXPECT_EQ(growth_text(Quantity::count, 0.5 / 60), "30 an hour");
  EXPECT_EQ(growth_text(Quantity::count, -2), "-120 a minute");
  EXPECT_EQ(growth_text(Quantity::bytes, 0), "0 B a minute");
  EXPECT_EQ(growth_text(Quantity::milliseconds, 0.1), "6 ms a minute");
}

}  // namespace
}  // namespace proofload
