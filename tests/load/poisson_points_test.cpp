// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/poisson_points.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace proofload {
namespace {

std::vector<double> all_of(const PoissonPoints& points) {
  std::vector<double> all;
  for (std::uint64_t n = 0; n < points.size(); ++n) all.push_back(points.at(n));
  return all;
}

TEST(PoissonPoints, RiseAndStayWithinTheLine) {
  const auto all = all_of(PoissonPoints(10'000, 1, 0));
  EXPECT_NEAR(double(all.size()), 10'000, 400);
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
  EXPECT_GT(all.front(), 0);
  EXPECT_LE(all.back(), 10'000);
}

TEST(PoissonPoints, OfALongerLineBeginWithThoseOfAShorterOne) {
  const auto shorter = all_of(PoissonPoints(3000, 1, 0));
  const auto longer = all_of(PoissonPoints(9000, 1, 0));
  ASSERT_LT(shorter.size(), longer.size());
  EXPECT_TRUE(std::equal(shorter.begin(), shorter.end(), longer.begin()));
  EXPECT_GT(longer[shorter.size()], 3000);
}

// Blocks are worked out one by one; where two meet, the distance is like any other.
TEST(PoissonPoints, HaveTheSameDistancesWhereBlocksMeet) {
  const PoissonPoints points(2'100'000, 1, 0);
  double sum = 0;
  for (std::uint64_t block = 1; block <= 2000; ++block)
    sum += points.at(block * 1024) - points.at(block * 1024 - 1);
  EXPECT_NEAR(sum / 2000, 1, 3 / std::sqrt(2000));
}

TEST(PoissonPoints, VaryInNumberOverManyBlocksAsMuchAsTheirMean) {
  double squares = 0;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    const double off = double(PoissonPoints(20'000, seed, 0).size()) - 20'000;
    squares += off * off;
  }
  EXPECT_NEAR(squares / 1000 / 20'000, 1, 3 * std::sqrt(2.0 / 1000));
}

TEST(PoissonPoints, AreCountedUpToAPlace) {
  const PoissonPoints points(5000, 2, 0);
  const auto all = all_of(points);
  EXPECT_EQ(points.count_to(0), 0u);
  EXPECT_EQ(points.count_to(5000), points.size());
  for (std::size_t n = 0; n < all.size(); n += 17) {
    ASSERT_EQ(points.count_to(all[n]), n + 1);
    ASSERT_EQ(points.count_to(std::nextafter(all[n], 0)), n);
  }
}

TEST(PoissonPoints, MayBeNone) { EXPECT_EQ(PoissonPoints(0, 1, 0).size(), 0u); }

TEST(PoissonPoints, HaveStreamsOfTheirOwn) {
  EXPECT_NE(all_of(PoissonPoints(100, 1, 0)), all_of(PoissonPoints(100, 1, 1)));
  EXPECT_NE(all_of(PoissonPoints(100, 1, 0)), all_of(PoissonPoints(100, 2, 0)));
  const PoissonPoints zero(3000, 1, 0);
  const PoissonPoints one(3000, 1, 1);
  EXPECT_GT(std::abs(zero.at(1024) - zero.at(1023) - one.at(0)),
            1e-9);  // blocks are their own, too
}

// A soak of a day at 10,000 a second: any point in a moment, in a few megabytes.
TEST(PoissonPoints, AreFoundAmongManyWithoutGoingThroughThem) {
  const PoissonPoints points(864e6, 1, 0);
  EXPECT_NEAR(double(points.size()), 864e6, 4 * std::sqrt(864e6));
  EXPECT_NEAR(points.at(432'000'000), 432e6, 4 * std::sqrt(432e6));
  EXPECT_EQ(points.count_to(points.at(432'000'000)), 432'000'001u);
}

}  // namespace
}  // namespace proofload
