// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/random.h>
#include <proofload/units/rate.h>

#include <gmock/gmock.h>

#include <cmath>
#include <sstream>

namespace proofload {
namespace {

using ::testing::Optional;

TEST(Rate, CountsStartsInASecondWhateverItWasGivenIn) {
  EXPECT_EQ(1000_per_s, Rate::per_second(1000));
  EXPECT_EQ(30_per_min, 0.5_per_s);
  EXPECT_EQ(1800_per_h, 0.5_per_s);
  EXPECT_EQ(Rate::per(5, 10s), 0.5_per_s);
  EXPECT_LT(59_per_min, 1_per_s);
}

TEST(Rate, TimesATimeIsANumberOfStarts) {
  EXPECT_EQ(0.5_per_s * 1min, 30);
  EXPECT_EQ(1000_per_s * 2500us, 2.5);
}

TEST(RateText, IsWrittenASecond) {
  EXPECT_EQ(to_text(1000_per_s), "1000/s");
  EXPECT_EQ(to_text(0.5_per_s), "0.5/s");
  EXPECT_EQ(to_text(15'000_per_s), "15,000/s");
  EXPECT_EQ(to_text(1_per_h), "0.000277778/s");
  EXPECT_EQ(to_text(Rate()), "0/s");
  EXPECT_EQ((std::ostringstream() << 50_per_s).str(), "50/s");
}

TEST(ParseRate, ReadsStartsASecondAMinuteAndAnHour) {
  EXPECT_THAT(parse_rate("1000/s"), Optional(1000_per_s));
  EXPECT_THAT(parse_rate(" 0.5 /s "), Optional(0.5_per_s));
  EXPECT_THAT(parse_rate("30/min"), Optional(0.5_per_s));
  EXPECT_THAT(parse_rate("30/m"), Optional(0.5_per_s));
  EXPECT_THAT(parse_rate("5/h"), Optional(5_per_h));
}

TEST(ParseRate, RefusesEverythingElse) {
  for (const char* text : {"", " ", "5", "/s", "5/", "5 per s", "5/sec", "5/s/s", "1e400/s", "５/s",
                           "5/s5", "nan/s", "5/ms", "5 users"})
    EXPECT_FALSE(parse_rate(text)) << '"' << text << '"';
}

TEST(ParseRate, ReadsEveryTextThatIsWrittenToSixDigits) {
  Random random(12);
  for (int i = 0; i < 2000; ++i) {
    const double per_second = std::pow(10, -4 + 11 * random.uniform());
    const auto read = parse_rate(to_text(Rate::per_second(per_second)));
    ASSERT_TRUE(read) << per_second;
    EXPECT_NEAR(read->per_second(), per_second, per_second * 5.1e-6);
  }
}

}  // namespace
}  // namespace proofload
