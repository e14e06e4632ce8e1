// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/traits.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using namespace traits;

TEST(Traits, KeepLabelsInTheirOrderAndOnce) {
  EXPECT_THAT(combined({smoke, http, smoke, label("nightly")}).labels,
              ElementsAre("smoke", "http", "nightly"));
}

TEST(Traits, TakeTheBudgetOfTheLargestLabelWhereNoneIsDeclared) {
  EXPECT_EQ(combined({smoke, soak}).budget, 9h);
  EXPECT_EQ(combined({smoke, http}).budget, 5min);
  EXPECT_EQ(combined({http}).budget, 10min);
  EXPECT_EQ(combined({soak, budget(20min)}).budget, 20min);
}

TEST(Traits, RunAloneUnlessTheySayOtherwise) {
  EXPECT_TRUE(combined({smoke}).serial);
  EXPECT_FALSE(combined({smoke, concurrent}).serial);
}

TEST(Traits, RefuseALabelThatWouldFallApartInCMake) {
  EXPECT_EQ(problem(combined({smoke, label("a.b_c-9")})), std::nullopt);
  for (const auto* name : {"", "a;b", "two words", "$x", "\""})
    EXPECT_NE(problem(combined({label(name)})), std::nullopt) << name;
}

TEST(Traits, RefuseABudgetOfNothing) {
  EXPECT_NE(problem(combined({smoke, budget(-1s)})), std::nullopt);
  EXPECT_NE(problem(combined({smoke, budget(0s)})), std::nullopt);
}

TEST(Traits, AreFoundByTheNameOfTheTest) {
  declare_traits("TraitsSuite", "Declared", {soak});
  ASSERT_NE(traits_of("TraitsSuite", "Declared"), nullptr);
  EXPECT_THAT(traits_of("TraitsSuite", "Declared")->labels, ElementsAre("soak"));
  EXPECT_EQ(traits_of("TraitsSuite", "Other"), nullptr);
}

}  // namespace
}  // namespace proofload
