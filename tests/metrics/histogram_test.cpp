// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/random.h>
#include <proofload/metrics/histogram.h>

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double promised_error = 1.0 / 2048;

Histogram histogram_of(const std::vector<double>& values) {
  Histogram histogram;
  for (const double value : values) histogram.record(value);
  return histogram;
}

std::vector<double> drawn(int count, const std::function<double()>& draw) {
  std::vector<double> values;
  for (int i = 0; i < count; ++i) values.push_back(draw());
  return values;
}

// Whole numbers, whose sums are exact in any order.
std::vector<double> whole_numbers(std::uint64_t seed, int count) {
  Random random(seed);
  return drawn(count, [&] { return double(random.below(std::uint64_t(1) << random.below(40))); });
}

void expect_same(const Histogram& a, const Histogram& b) {
  EXPECT_EQ(a.buckets(), b.buckets());
  EXPECT_EQ(a.count(), b.count());
  EXPECT_EQ(a.sum(), b.sum());
  EXPECT_EQ(a.min(), b.min());
  EXPECT_EQ(a.max(), b.max());
}

TEST(Histogram, IsZeroEverywhereWhileEmpty) {
  const Histogram empty;
  EXPECT_EQ(empty.count(), 0u);
  EXPECT_EQ(empty.sum(), 0);
  EXPECT_EQ(empty.min(), 0);
  EXPECT_EQ(empty.max(), 0);
  EXPECT_EQ(empty.mean(), 0);
  EXPECT_EQ(empty.quantile(0.5), 0);
  EXPECT_THAT(empty.buckets(), SizeIs(0));
}

TEST(Histogram, KeepsLeastGreatestSumAndCountExactly) {
  const auto histogram = histogram_of({3.3, 1.1, 2.2});
  EXPECT_EQ(histogram.count(), 3u);
  EXPECT_EQ(histogram.min(), 1.1);
  EXPECT_EQ(histogram.max(), 3.3);
  EXPECT_EQ(histogram.sum(), 3.3 + 1.1 + 2.2);
  EXPECT_EQ(histogram.mean(), (3.3 + 1.1 + 2.2) / 3);
}

TEST(Histogram, GivesBackAValueExactlyWhereThereIsNoOther) {
  for (const double value : {1e-6, 0.001, 1.0, 1.2345678, 1e9, 0.0, -5.0, 1e-9, 1e300})
    for (const double share : {0.0, 0.001, 0.5, 0.999, 1.0}) {
      EXPECT_EQ(histogram_of({value}).quantile(share), value);
      EXPECT_EQ(histogram_of({value, value, value}).quantile(share), value);
    }
}

TEST(Histogram, IgnoresValuesThatAreNoNumber) {
  const auto histogram = histogram_of({1, std::numeric_limits<double>::quiet_NaN(), 2});
  EXPECT_EQ(histogram.count(), 2u);
  EXPECT_EQ(histogram.sum(), 3);
}

TEST(Histogram, TakesTheNearestRankOfSmallSamples) {
  std::vector<double> values(100);
  std::iota(values.begin(), values.end(), 1);
  const auto histogram = histogram_of(values);
  EXPECT_EQ(histogram.quantile(0), 1);
  EXPECT_NEAR(histogram.quantile(0.5), 50, 50 * promised_error);
  EXPECT_NEAR(histogram.quantile(0.501), 51, 51 * promised_error);
  EXPECT_NEAR(histogram.quantile(0.95), 95, 95 * promised_error);
  EXPECT_EQ(histogram.quantile(1), 100);
}

// share * count is not exact in floating point (0.95 * 20 is 19.000000000000004 at best); the rank
// must be. The last value stands far out, so that a rank too high shows.
TEST(Histogram, RanksAsWholeNumbersDoWhateverTheRoundingOfShares) {
  Histogram histogram;
  for (int count = 1; count <= 1000; ++count) {
    histogram.record(count);
    for (const int permille : {1, 10, 100, 290, 333, 500, 570, 900, 950, 990, 999}) {
      const int rank = (permille * count + 999) / 1000;
      ASSERT_NEAR(histogram.quantile(permille / 1000.0), rank, rank * promised_error)
          << permille << " permille of " << count;
    }
  }
}

void expect_quantiles_of_sorted(std::vector<double> values) {
  const auto histogram = histogram_of(values);
  std::sort(values.begin(), values.end());
  for (int permille = 1; permille <= 1000; ++permille) {
    const auto rank = (std::size_t(permille) * values.size() + 999) / 1000;
    const double exact = values[rank - 1];
    ASSERT_NEAR(histogram.quantile(permille / 1000.0), exact, exact * promised_error) << permille;
  }
}

TEST(Histogram, StaysWithinItsPromisedErrorOfSortedValuesForManyDistributions) {
  Random random(1);
  const auto exponential = [&] { return -std::log(1 - random.uniform()); };
  expect_quantiles_of_sorted(drawn(5000, [&] { return 1 + random.uniform(); }));
  expect_quantiles_of_sorted(drawn(5000, [&] { return 5 * exponential(); }));
  expect_quantiles_of_sorted(drawn(5000, [&] { return std::exp(3 * exponential()); }));
  expect_quantiles_of_sorted(drawn(5000, [&] { return random.below(100) == 0 ? 100 : 1.0; }));
  expect_quantiles_of_sorted(drawn(5000, [&] { return 1e-6 + 1e-5 * random.uniform(); }));
  expect_quantiles_of_sorted(
      drawn(5000, [&] { return std::pow(2, -19.9 + 63 * random.uniform()); }));
  expect_quantiles_of_sorted(drawn(5000, [] { return 42.0; }));
  expect_quantiles_of_sorted(drawn(7, exponential));
}

TEST(Histogram, NeverFallsWithARisingShareAndStaysBetweenLeastAndGreatest) {
  for (const auto& values : {std::vector<double>{1e-9, 2e-9, 1},
                             {-5, 0, 0, 0, 1},
                             {-5, -3},
                             {0, 1e-9},
                             {1e14, 2e14, infinite},
                             {-infinite, 1}}) {
    const auto histogram = histogram_of(values);
    double last = histogram.min();
    for (double share = 0; share <= 1; share += 0.05) {
      EXPECT_GE(histogram.quantile(share), last);
      last = histogram.quantile(share);
    }
    EXPECT_EQ(histogram.quantile(1), histogram.max());
  }
}

TEST(Histogram, KeepsSmallZeroAndNegativeValuesInOneBucketAndGreatOnesInAnother) {
  EXPECT_THAT(histogram_of({0, -1, 1e-7, -infinite, -0.0}).buckets(), SizeIs(1));
  EXPECT_THAT(histogram_of({0x1p44, 1e300, infinite}).buckets(), SizeIs(1));
  EXPECT_THAT(histogram_of({0, 0x1p-20, 0x1.fffp43, 0x1p44}).buckets(), SizeIs(4));
}

TEST(Histogram, SaysBetweenWhichBoundsTheValuesOfABucketLie) {
  Random random(2);
  for (int i = 0; i < 5000; ++i) {
    const double value = std::pow(2, -30 + 90 * random.uniform());
    const auto bucket = histogram_of({value}).buckets().at(0).index;
    ASSERT_LE(Histogram::low(bucket), value);
    ASSERT_GT(Histogram::high(bucket), value);
  }
  EXPECT_EQ(Histogram::low(1), 0x1p-20);
  EXPECT_EQ(Histogram::high(0), Histogram::low(1));
}

TEST(Histogram, CutsAPowerOfTwoIntoAThousandAndTwentyFour) {
  std::vector<double> values;
  for (int i = 0; i < 4096; ++i) values.push_back(1 + i / 4096.0);
  const auto buckets = histogram_of(values).buckets();
  EXPECT_THAT(buckets, SizeIs(1024));
  EXPECT_THAT(buckets, ::testing::Each(::testing::Field(&Histogram::Bucket::count, 4u)));
}

TEST(Histogram, MergesToWhatOneHistogramWouldHaveRecorded) {
  const auto all = whole_numbers(3, 3000);
  Histogram merged;
  for (std::size_t from = 0; from < all.size(); from += 1000)
    merged.merge(histogram_of({all.begin() + long(from), all.begin() + long(from + 1000)}));
  expect_same(merged, histogram_of(all));
}

TEST(Histogram, MergesInAnyOrderAndGrouping) {
  const auto a = histogram_of(whole_numbers(4, 500));
  const auto b = histogram_of(whole_numbers(5, 500));
  const auto c = histogram_of({-1, 0, 1e20});
  Histogram left = a;
  left.merge(b);
  left.merge(c);
  Histogram bc = c;
  bc.merge(b);
  Histogram right = bc;
  right.merge(a);
  expect_same(left, right);
}

TEST(Histogram, TakesNothingFromAnEmptyOneAndEverythingInAnEmptyOne) {
  const auto some = histogram_of({5, 7});
  Histogram merged = some;
  merged.merge(Histogram());
  expect_same(merged, some);
  Histogram empty;
  empty.merge(some);
  expect_same(empty, some);
}

TEST(Histogram, DoublesWhenMergedWithItself) {
  auto histogram = histogram_of({1, 2});
  histogram.merge(histogram);
  expect_same(histogram, histogram_of({1, 2, 1, 2}));
}

TEST(Histogram, IsRebuiltFromItsBucketsAndExactFigures) {
  const auto original = histogram_of({-1, 0, 0.5, 3, 3, 1e15});
  Histogram rebuilt;
  rebuilt.merge(original.buckets(), original.sum(), original.min(), original.max());
  expect_same(rebuilt, original);
}

TEST(Histogram, ForgetsEverythingWhenClearedAndAllocatesNothingForTheSameAgain) {
  auto histogram = histogram_of({-1, 3, 1e15});
  const auto memory = histogram.memory();
  histogram.clear();
  expect_same(histogram, Histogram());
  for (const double value : {-1.0, 3.0, 1e15}) histogram.record(value);
  expect_same(histogram, histogram_of({-1, 3, 1e15}));
  EXPECT_EQ(histogram.memory(), memory);
}

TEST(Histogram, GivesUpTheMemoryOfValuesSpreadUnusuallyWideWhenCleared) {
  Histogram usual, wide;
  for (int octave = 0; octave < 4; ++octave)
    for (int step = 0; step < 16; ++step) usual.record(std::exp2(octave + step / 16.0));
  for (int octave = 0; octave < 8; ++octave)
    for (int step = 0; step < 16; ++step) wide.record(std::exp2(octave + step / 16.0));
  const auto kept = usual.memory();
  usual.clear();
  wide.clear();
  EXPECT_EQ(usual.memory(), kept);
  EXPECT_EQ(wide.memory(), sizeof(Histogram));
  wide.record(3);
  expect_same(wide, histogram_of({3}));
}

TEST(Histogram, CopiesAndMoves) {
  const auto original = histogram_of({-1, 3, 1e15});
  Histogram copy = histogram_of({8, 9});
  copy = original;
  expect_same(copy, original);
  copy = *&copy;
  expect_same(copy, original);
  const Histogram moved = std::move(copy);
  expect_same(moved, original);
}

TEST(Histogram, CanBeUsedAgainAfterItWasMovedFrom) {
  auto histogram = histogram_of({-1, 3, 1e15});
  const Histogram moved = std::move(histogram);
  histogram = moved;  // NOLINT(bugprone-use-after-move)
  expect_same(histogram, moved);
}

TEST(Histogram, TakesLittleMoreThanABlockForAValueFarFromAllOthers) {
  Random random(7);
  Histogram histogram;
  for (int i = 0; i < 10'000; ++i) histogram.record(1 + random.uniform());
  const auto before = histogram.memory();
  for (int octave = 1; octave <= 20; ++octave) histogram.record(std::exp2(octave));
  EXPECT_LE(histogram.memory() - before, 20u * 512 * 5 / 4);
}

TEST(Histogram, HoldsBoundedMemoryHoweverMuchItRecords) {
  Random random(6);
  Histogram one_octave;
  for (int i = 0; i < 100'000; ++i) one_octave.record(1 + random.uniform());
  EXPECT_LT(one_octave.memory(), 16u << 10);
  Histogram whole_range;
  for (int i = 0; i < 200'000; ++i) whole_range.record(std::pow(2, -25 + 75 * random.uniform()));
  EXPECT_LT(whole_range.memory(), 1u << 20);
}

}  // namespace
}  // namespace proofload
