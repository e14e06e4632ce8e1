// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/bound.h>

#include <gtest/gtest.h>

#include <limits>

namespace proofload {
namespace {

constexpr Comparison all[] = {Comparison::less,     Comparison::at_most, Comparison::greater,
                              Comparison::at_least, Comparison::equal,   Comparison::not_equal};

TEST(Bound, ComparesAsItsSymbolSays) {
  const auto below_at_above = [](Comparison comparison) {
    const Bound bound{comparison, 5};
    return std::string() + (holds(bound, 4) ? "y" : "n") + (holds(bound, 5) ? "y" : "n") +
           (holds(bound, 6) ? "y" : "n");
  };
  EXPECT_EQ(below_at_above(Comparison::less), "ynn");
  EXPECT_EQ(below_at_above(Comparison::at_most), "yyn");
  EXPECT_EQ(below_at_above(Comparison::greater), "nny");
  EXPECT_EQ(below_at_above(Comparison::at_least), "nyy");
  EXPECT_EQ(below_at_above(Comparison::equal), "nyn");
  EXPECT_EQ(below_at_above(Comparison::not_equal), "yny");
}

TEST(Bound, NeverHoldsForNaN) {
  for (const auto comparison : all)
    EXPECT_FALSE(holds({comparison, 5}, std::numeric_limits<double>::quiet_NaN()));
}

TEST(Bound, KnowsWhetherItBoundsFromBelow) {
  std::string lower;
  for (const auto comparison : all) lower += is_lower(comparison) ? "y" : "n";
  EXPECT_EQ(lower, "nnyynn");
}

TEST(Bound, IsWrittenWithItsSymbol) {
  std::string symbols;
  for (const auto comparison : all) symbols += std::string(symbol(comparison)) + " ";
  EXPECT_EQ(symbols, "< <= > >= = != ");
}

TEST(Bound, OppositeHoldsExactlyWhereTheBoundDoesNot) {
  for (const auto comparison : all) {
    for (const double value : {4.0, 5.0, 6.0})
      EXPECT_NE(holds({comparison, 5}, value), holds({opposite(comparison), 5}, value));
  }
}

}  // namespace
}  // namespace proofload
