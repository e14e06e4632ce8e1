// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/random.h>

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <vector>

namespace proofload {
namespace {

using ::testing::ElementsAre;

std::vector<std::uint64_t> first(Random random, int count) {
  std::vector<std::uint64_t> numbers;
  for (int i = 0; i < count; ++i) numbers.push_back(random());
  return numbers;
}

// Computed from the published algorithm by other means, so that a seed replays for ever.
TEST(Random, GivesTheSameNumbersOnEveryMachine) {
  EXPECT_THAT(first(Random(0), 3),
              ElementsAre(0xa706dd2f4d197e6fu, 0xb382a305f4414f5eu, 0x631a9154fbabf717u));
  EXPECT_THAT(first(Random(42, RandomPurpose::any, 7), 3),
              ElementsAre(0xc1aa9227bbdef407u, 0x8efc6c8986e879f8u, 0xfb82b3f884d832ccu));
}

TEST(Random, GivesEveryUserAStreamOfItsOwn) {
  std::vector<std::uint64_t> all;
  for (std::uint64_t seed = 0; seed < 10; ++seed)
    for (std::uint64_t user = 0; user < 1000; ++user)
      all.push_back(Random(seed, RandomPurpose::user, user)());
  std::sort(all.begin(), all.end());
  EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end());
}

TEST(Random, GivesEqualNumbersOfDifferentPurposesUnrelatedStreams) {
  int same_half = 0;
  for (std::uint64_t number = 0; number < 10'000; ++number) {
    const double user = Random(1, RandomPurpose::user, number).uniform();
    const double journey = Random(1, RandomPurpose::journey, number).uniform();
    same_half += (user < 0.5) == (journey < 0.5) ? 1 : 0;
  }
  EXPECT_NEAR(same_half, 5000, 200);
}

TEST(Random, DrawsUniformNumbersFromZeroToBelowOne) {
  Random random(1);
  double sum = 0;
  for (int i = 0; i < 10'000; ++i) {
    const double value = random.uniform();
    ASSERT_GE(value, 0);
    ASSERT_LT(value, 1);
    sum += value;
  }
  EXPECT_NEAR(sum / 10'000, 0.5, 0.01);
}

TEST(Random, DrawsEveryNumberBelowTheBoundAboutEquallyOften) {
  Random random(2);
  std::array<int, 7> drawn{};
  for (int i = 0; i < 70'000; ++i) ++drawn.at(random.below(7));
  for (const int count : drawn) EXPECT_NEAR(count, 10'000, 400);
}

TEST(Random, DrawsOnlyZeroBelowOneAndStaysBelowTheGreatestBound) {
  Random random(3);
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(random.below(1), 0u);
    EXPECT_LT(random.below(Random::max()), Random::max());
  }
}

TEST(Random, DrivesTheDistributionsOfTheStandardLibrary) {
  static_assert(std::uniform_random_bit_generator<Random>);
  Random random(4);
  std::vector<int> cards{1, 2, 3, 4, 5};
  std::shuffle(cards.begin(), cards.end(), random);
  EXPECT_THAT(cards, ::testing::UnorderedElementsAre(1, 2, 3, 4, 5));
}

}  // namespace
}  // namespace proofload
