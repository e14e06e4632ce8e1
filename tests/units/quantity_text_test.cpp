// SPDX-License-Identifier: Apache-2.0
#include <proofload/units/quantity_text.h>

#include <gmock/gmock.h>

#include <limits>

namespace proofload {
namespace {

using ::testing::Eq;

constexpr double infinite = std::numeric_limits<double>::infinity();

TEST(NumberText, KeepsTheDigitsThatMatter) {
  EXPECT_EQ(number_text(0.1), "0.1");
  EXPECT_EQ(number_text(15), "15");
  EXPECT_EQ(number_text(1.23456), "1.23");
  EXPECT_EQ(number_text(0.000123456), "0.000123");
  EXPECT_EQ(number_text(1.23456, 5), "1.2346");
  EXPECT_EQ(number_text(9.999), "10");
}

TEST(NumberText, PutsCommasBetweenThousandsFromFiveDigitsOn) {
  EXPECT_EQ(number_text(1000), "1000");
  EXPECT_EQ(number_text(15'000), "15,000");
  EXPECT_EQ(number_text(-123'456), "-123,456");
  EXPECT_EQ(number_text(1'234'567), "1,234,567");
  EXPECT_EQ(number_text(12'345.6, 6), "12,345.6");
}

TEST(NumberText, WritesNoZeroWithASign) {
  EXPECT_EQ(number_text(0), "0");
  EXPECT_EQ(number_text(-0.0), "0");
  EXPECT_EQ(number_text(-1e-13), "0");
  EXPECT_EQ(count_text(-0.4), "0");
  EXPECT_EQ(count_text(std::uint64_t(720'000)), "720,000");
}

TEST(NumberText, WritesEveryDouble) {
  EXPECT_EQ(number_text(infinite), "inf");
  EXPECT_EQ(number_text(-infinite), "-inf");
  EXPECT_EQ(number_text(std::numeric_limits<double>::quiet_NaN()), "nan");
  EXPECT_EQ(number_text(std::numeric_limits<double>::denorm_min()), "0");
  EXPECT_EQ(number_text(std::numeric_limits<double>::max()).substr(0, 8), "179,769,");
}

TEST(CountText, WritesWholeNumbers) {
  EXPECT_EQ(count_text(0), "0");
  EXPECT_EQ(count_text(9999), "9999");
  EXPECT_EQ(count_text(720'000), "720,000");
  EXPECT_EQ(count_text(-720'000), "-720,000");
}

struct Split {
  const char* text;
  double number;
  const char* unit;
};

TEST(SplitNumber, CutsTheUnitOff) {
  for (const Split& expected :
       {Split{"12min", 12, "min"}, Split{"0.5 %", 0.5, "%"}, Split{"1000/s", 1000, "/s"},
        Split{"  -5 s  ", -5, "s"}, Split{"+.5", 0.5, ""}, Split{"5.", 5, ""}}) {
    const auto part = split_number(expected.text);
    ASSERT_TRUE(part) << expected.text;
    EXPECT_THAT(part->number, Eq(expected.number)) << expected.text;
    EXPECT_EQ(part->unit, expected.unit);
  }
}

TEST(SplitNumber, SkipsCommasBetweenDigits) {
  EXPECT_EQ(split_number("720,000 B")->number, 720'000);
  EXPECT_EQ(split_number("1,234,567.5")->number, 1'234'567.5);
}

TEST(SplitNumber, EndsTheNumberAtACommaThatIsNotBetweenThousands) {
  EXPECT_FALSE(split_number(",5"));
  EXPECT_FALSE(split_number("-,5"));
  for (const char* text : {"5,", "5, s", "5,,000", "5.,5", "5,.5", "1,5", "1,50 s", "1,5000"}) {
    const auto part = split_number(text);
    ASSERT_TRUE(part) << text;
    EXPECT_EQ(part->number, text[0] - '0') << text;
    EXPECT_EQ(part->unit.front(), ',') << text;
  }
}

TEST(SplitNumber, RefusesWhatIsNoFiniteNumber) {
  for (const char* text :
       {"", " ", "s", ".", "-", "+-5", "--5", "1.2.3", "- 5", "nan", "inf", "５"})
    EXPECT_FALSE(split_number(text)) << text;
  EXPECT_FALSE(split_number(std::string(400, '9')));
}

}  // namespace
}  // namespace proofload
