// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/scenario.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Task<> browse(User&) { co_return; }
Task<> search(User&) { co_return; }
Task<> order(User&) { co_return; }

using Function = Task<> (*)(User&);

Function chosen(const Scenario& scenario, std::uint64_t seed, std::uint64_t iteration) {
  return *scenario.journey_of(seed, iteration).target<Function>();
}

TEST(Scenario, PlaysItsOneJourneyInEveryIteration) {
  const Scenario scenario = browse;
  EXPECT_THAT(scenario.problems(), IsEmpty());
  for (std::uint64_t iteration = 0; iteration < 100; ++iteration)
    EXPECT_EQ(chosen(scenario, 1, iteration), &browse);
}

TEST(Scenario, PlaysAMixByWeight) {
  const auto scenario = mix({{60_percent, browse}, {30_percent, search}, {10_percent, order}});
  EXPECT_THAT(scenario.problems(), IsEmpty());
  int browsed = 0;
  int ordered = 0;
  for (std::uint64_t iteration = 0; iteration < 50'000; ++iteration) {
    const auto journey = chosen(scenario, 7, iteration);
    browsed += journey == &browse ? 1 : 0;
    ordered += journey == &order ? 1 : 0;
  }
  EXPECT_NEAR(browsed, 30'000, 600);
  EXPECT_NEAR(ordered, 5000, 300);
}

TEST(Scenario, PlaysTheSameJourneysForTheSameSeedInWhateverOrder) {
  const auto scenario = mix({{50_percent, browse}, {50_percent, search}});
  int different = 0;
  for (std::uint64_t iteration = 1000; iteration-- > 0;) {
    EXPECT_EQ(chosen(scenario, 1, iteration), chosen(scenario, 1, iteration));
    different += chosen(scenario, 1, iteration) != chosen(scenario, 2, iteration) ? 1 : 0;
  }
  EXPECT_NEAR(different, 500, 100);
}

TEST(Scenario, SaysItsWeightsWhereItIsAMix) {
  EXPECT_EQ(Scenario(browse).mix_text(), "");
  EXPECT_EQ(mix({{60_percent, browse}, {37.5_percent, search}, {2.5_percent, order}}).mix_text(),
            "60 % + 37.5 % + 2.5 %");
}

TEST(ScenarioProblems, AreNoneInAMixThatAddsUpWhateverTheRounding) {
  EXPECT_THAT(mix({{0.1_percent, browse}, {0.2_percent, search}, {99.7_percent, order}}).problems(),
              IsEmpty());
  EXPECT_THAT(
      Scenario(std::vector<WeightedJourney>(3, {Percent::of_share(1.0 / 3), browse})).problems(),
      IsEmpty());
}

TEST(ScenarioProblems, NameAScenarioThatIsMissing) {
  EXPECT_THAT(Scenario().problems(), ElementsAre(HasSubstr("no scenario")));
  EXPECT_THAT(mix({}).problems(), ElementsAre(HasSubstr("no scenario")));
}

TEST(ScenarioProblems, NameWeightsThatDoNotAddUp) {
  EXPECT_THAT(mix({{60_percent, browse}, {30_percent, search}}).problems(),
              ElementsAre("the weights of the mix add up to 90 % (60 % + 30 %), not to 100 %"));
  EXPECT_THAT(mix({{33.33_percent, browse}, {66.66_percent, search}}).problems(),
              ElementsAre(HasSubstr("add up to 99.99 %")));
}

TEST(ScenarioProblems, NameAWeightThatIsNotAboveZero) {
  EXPECT_THAT(mix({{0_percent, browse}, {100_percent, search}}).problems(),
              ElementsAre("a weight of 0 % in the mix"));
  EXPECT_THAT(
      mix({{Percent::of_hundred(-10), browse}, {Percent::of_hundred(110), search}}).problems(),
      ElementsAre("a weight of -10 % in the mix"));
}

TEST(ScenarioProblems, NameAJourneyThatIsEmptyAndAllOthersAtOnce) {
  EXPECT_THAT(
      mix({{50_percent, Journey()}, {0_percent, search}}).problems(),
      AllOf(SizeIs(3), ::testing::Contains(HasSubstr("a journey of the scenario is empty"))));
}

}  // namespace
}  // namespace proofload
