// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/zipf.h>

#include <proofload/base/usage_error.h>

#include <gmock/gmock.h>

#include <cmath>

namespace proofload::synthetic {
namespace {

std::vector<int> counts(const Zipf& zipf, std::size_t ranks, int draws) {
  Random random(11);
  std::vector<int> drawn(ranks + 1);
  for (int i = 0; i < draws; ++i) ++drawn.at(zipf(random));
  return drawn;
}

TEST(Zipf, DrawsRanksInProportionToTheirPower) {
  for (const double exponent : {0.0, 0.5, 1.0, 1.07, 2.5}) {
    constexpr std::size_t ranks = 5;
    constexpr int draws = 100'000;
    double sum = 0;
    for (std::size_t rank = 1; rank <= ranks; ++rank) sum += std::pow(rank, -exponent);
    const auto drawn = counts(Zipf(ranks, exponent), ranks, draws);
    EXPECT_EQ(drawn[0], 0) << "ranks begin at 1";
    for (std::size_t rank = 1; rank <= ranks; ++rank)
      EXPECT_NEAR(drawn[rank], draws * std::pow(rank, -exponent) / sum, 800)
          << "rank " << rank << ", exponent " << exponent;
  }
}

TEST(Zipf, IsTheSameForTheSameSeedOnEveryMachine) {
  const Zipf zipf(1'000'000, 1.1);
  Random random(42);
  std::vector<std::size_t> drawn;
  for (int i = 0; i < 6; ++i) drawn.push_back(zipf(random));
  EXPECT_THAT(drawn, testing::ElementsAre(4773, 1, 658, 11833, 1, 95218));
}

TEST(Zipf, OfASingleRankGivesThat) {
  Random random(1);
  EXPECT_EQ(Zipf(1)(random), 1u);
}

TEST(Zipf, RefusesWhatIsNoDistribution) {
  EXPECT_THROW(Zipf(0), UsageError);
  EXPECT_THROW(Zipf(10, -1), UsageError);
  EXPECT_THROW(Zipf(10, 11), UsageError);
  EXPECT_THROW(Zipf(10, std::nan("")), UsageError);
}

}  // namespace
}  // namespace proofload::synthetic
