// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/trend_values.h>

#include <gtest/gtest.h>

namespace proofload {
namespace {

Histogram of_values(std::initializer_list<double> values) {
  Histogram histogram;
  for (const double value : values) histogram.record(value);
  return histogram;
}

Histogram wide() {
  Histogram histogram;
  for (int i = 1; i <= 5000; ++i) histogram.record(i * i / 1000.0);
  return histogram;
}

TEST(TrendValues, AreThoseOfTheHistogram) {
  for (const auto& histogram :
       {wide(), of_values({7}), of_values({-3, 0, 2}), of_values({1, 1e300}),
        of_values({1, 2, 3, 4, 5, 6, 7, 8, 9, 10})}) {
    const auto values = trend_values(histogram);
    EXPECT_EQ(values.count, histogram.count());
    EXPECT_EQ(values.sum, histogram.sum());
    EXPECT_EQ(values.min, histogram.min());
    EXPECT_EQ(values.max, histogram.max());
    EXPECT_EQ(values.mean(), histogram.mean());
    EXPECT_EQ(values.median, histogram.quantile(0.5));
    EXPECT_EQ(values.p90, histogram.quantile(0.9));
    EXPECT_EQ(values.p95, histogram.quantile(0.95));
    EXPECT_EQ(values.p99, histogram.quantile(0.99));
    EXPECT_EQ(values.p999, histogram.quantile(0.999));
  }
}

TEST(TrendValues, AreZeroWithoutSamples) {
  const auto values = trend_values(Histogram());
  EXPECT_EQ(values.count, 0u);
  EXPECT_EQ(values.mean(), 0);
  EXPECT_EQ(values.p99, 0);
}

TEST(TrendValuesBetween, ShowOnlyWhatCame) {
  auto histogram = of_values({1, 2, 1000});
  const auto earlier = histogram.buckets();
  for (const double value : {2.0, 16.0, 64.0}) histogram.record(value);
  const auto values = trend_values_between(earlier, histogram.buckets(), 82, 1, 1000);
  EXPECT_EQ(values.count, 3u);
  EXPECT_EQ(values.sum, 82);
  EXPECT_NEAR(values.min, 2, 2 * 0.001);
  EXPECT_NEAR(values.median, 16, 16 * 0.001);
  EXPECT_NEAR(values.p99, 64, 64 * 0.001);
  EXPECT_NEAR(values.max, 64, 64 * 0.001);
}

TEST(TrendValuesBetween, StaysWithinTheLeastAndTheGreatestOfAll) {
  const auto histogram = of_values({3, 5});
  const auto values = trend_values_between({}, histogram.buckets(), 8, 3, 5);
  EXPECT_EQ(values.min, 3);
  EXPECT_EQ(values.max, 5);
}

TEST(TrendValuesBetween, AreEmptyWhereNothingCame) {
  const auto buckets = wide().buckets();
  EXPECT_EQ(trend_values_between(buckets, buckets, 0, 1, 2).count, 0u);
}

TEST(TrendValuesBetween, CountsABucketThatShrankAsNothing) {
  const auto earlier = of_values({4, 4, 4}).buckets();
  const auto values = trend_values_between(earlier, of_values({4, 8}).buckets(), 8, 4, 8);
  EXPECT_EQ(values.count, 1u);
  EXPECT_EQ(values.max, 8);
}

}  // namespace
}  // namespace proofload
