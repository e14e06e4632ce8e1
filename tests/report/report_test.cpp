// SPDX-License-Identifier: Apache-2.0
#include <support/run_builder.h>

#include <gtest/gtest.h>

namespace proofload {
namespace {

TEST(RunFacts, OfARunWithoutScenariosAreThoseOfItsAccount) {
  RunFacts facts;
  facts.account = RunBuilder::delivered(100);
  facts.account.started = 97;
  EXPECT_EQ(facts.dropped(), 3);
  EXPECT_EQ(&facts.least_delivered(), &facts.account);
}

TEST(RunFacts, CountTheDropsOfEachScenario) {
  RunFacts facts;
  facts.scenarios = {{"open", "", RunBuilder::delivered(100)},
                     {"closed", "", RunBuilder::delivered(500)}};
  facts.scenarios[0].account.started = 90;
  facts.scenarios[1].account.planned = {};
  EXPECT_EQ(facts.dropped(), 10);
}

TEST(RunFacts, FindTheScenarioThatGotTheSmallestShareOfItsLoad) {
  RunFacts facts;
  facts.scenarios = {{"a", "", RunBuilder::delivered(1000)},
                     {"b", "", RunBuilder::delivered(100)},
                     {"c", "", RunBuilder::delivered(100)}};
  facts.scenarios[1].account.stages = {{"spike", 10, 5, "b"}};
  facts.scenarios[2].account.on_time = 90;
  EXPECT_EQ(&facts.least_delivered(), &facts.scenarios[1].account);
}

TEST(LoadAccount, IsNoBetterDeliveredThanItsWorstStageNorThanTheWhole) {
  auto account = RunBuilder::delivered(100);
  account.on_time = 90;
  EXPECT_EQ(account.worst_delivered(), 0.9);
  account.stages = {{"a", 50, 50, ""}};
  EXPECT_EQ(account.worst_delivered(), 0.9);
  account.stages = {{"a", 50, 50, ""}, {"b", 50, 40, ""}};
  EXPECT_EQ(account.worst_delivered(), 0.8);
}

}  // namespace
}  // namespace proofload
