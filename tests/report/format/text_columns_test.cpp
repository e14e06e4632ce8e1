// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/text_columns.h>

#include <gtest/gtest.h>

namespace proofload {
namespace {

TEST(TextColumns, CountsCharactersAndNotBytes) {
  EXPECT_EQ(columns(""), 0u);
  EXPECT_EQ(columns("35 µs"), 5u);
  EXPECT_EQ(columns("✓ ok"), 4u);
}

TEST(TextColumns, FillsUpToAWidthAndNeverCuts) {
  EXPECT_EQ(left_aligned("µs", 4), "µs  ");
  EXPECT_EQ(right_aligned("µs", 4), "  µs");
  EXPECT_EQ(left_aligned("longer", 4), "longer");
  EXPECT_EQ(right_aligned("longer", 4), "longer");
}

TEST(TextColumns, CutsBetweenCharacters) {
  EXPECT_EQ(cut_to("35 µs", 4), "35 µ");
  EXPECT_EQ(cut_to("35 µs", 3), "35 ");
  EXPECT_EQ(cut_to("35 µs", 5), "35 µs");
  EXPECT_EQ(cut_to("35 µs", 9), "35 µs");
  EXPECT_EQ(cut_to("✓", 0), "");
}

}  // namespace
}  // namespace proofload
