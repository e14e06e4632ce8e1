// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/random.h>
#include <proofload/units/percent.h>
#include <proofload/units/scale.h>

#include <gmock/gmock.h>

#include <sstream>

namespace proofload {
namespace {

using ::testing::Optional;

TEST(Percent, IsAShareInHundredths) {
  EXPECT_EQ((5_percent).share(), 0.05);
  EXPECT_EQ((0.1_percent).share(), 0.001);
  EXPECT_EQ(Percent::of_share(0.25), 25_percent);
  EXPECT_LT(0.1_percent, 1_percent);
}

TEST(PercentText, IsWrittenInHundredths) {
  EXPECT_EQ(to_text(5_percent), "5 %");
  EXPECT_EQ(to_text(0.02_percent), "0.02 %");
  EXPECT_EQ(to_text(100_percent), "100 %");
  EXPECT_EQ(to_text(Percent::of_share(1.0 / 3)), "33.3 %");
  EXPECT_EQ(to_text(Percent::of_share(0.07)), "7 %");
  EXPECT_EQ(to_text(200_percent), "200 %");
  EXPECT_EQ((std::ostringstream() << 5_percent).str(), "5 %");
}

TEST(PercentText, DoesNotRoundToTheWholeWhatIsNotTheWhole) {
  EXPECT_EQ(to_text(99.9_percent), "99.9 %");
  EXPECT_EQ(to_text(99.99_percent), "99.99 %");
  EXPECT_EQ(to_text(99.9995_percent), "99.9995 %");
  EXPECT_EQ(to_text(100.01_percent), "100.01 %");
  EXPECT_EQ(to_text(Percent::of_share(0.6 + 0.3 + 0.1)), "100 %");
}

TEST(ParsePercent, ReadsSignOrWord) {
  EXPECT_THAT(parse_percent("5%"), Optional(5_percent));
  EXPECT_THAT(parse_percent("0.5 %"), Optional(0.5_percent));
  EXPECT_THAT(parse_percent("5 percent"), Optional(5_percent));
}

TEST(ParsePercent, RefusesABareNumberAndEverythingElse) {
  for (const char* text :
       {"", " ", "%", "5", "0.5", "5 %%", "5 per cent", "%5", "1e400%", "５%", "5％"})
    EXPECT_FALSE(parse_percent(text)) << '"' << text << '"';
}

TEST(ParsePercent, ReadsEveryTextThatIsWrittenToThreeDigits) {
  Random random(14);
  for (int i = 0; i < 2000; ++i) {
    const auto percent = Percent::of_share(random.uniform());
    const auto read = parse_percent(to_text(percent));
    ASSERT_TRUE(read) << percent;
    EXPECT_NEAR(read->share(), percent.share(), percent.share() * 0.0051);
  }
}

TEST(Scale, IsFullOnlyWhenNothingIsScaled) {
  EXPECT_TRUE(Scale().is_full());
  EXPECT_TRUE((Scale{*parse_percent("100%"), 100_percent}).is_full());
  EXPECT_FALSE((Scale{50_percent, 100_percent}).is_full());
  EXPECT_FALSE((Scale{100_percent, 99.9_percent}).is_full());
}

}  // namespace
}  // namespace proofload
