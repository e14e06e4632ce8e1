// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/random.h>
#include <proofload/units/duration.h>

#include <gmock/gmock.h>

#include <cmath>

namespace proofload {
namespace {

using ::testing::Optional;

TEST(DurationText, ChoosesAUnitThatReadsWell) {
  EXPECT_EQ(to_text(0s), "0 s");
  EXPECT_EQ(to_text(120ns), "120 ns");
  EXPECT_EQ(to_text(35us), "35 µs");
  EXPECT_EQ(to_text(1200us), "1.2 ms");
  EXPECT_EQ(to_text(30s), "30 s");
  EXPECT_EQ(to_text(12min), "12 min");
  EXPECT_EQ(to_text(90s), "1 min 30 s");
  EXPECT_EQ(to_text(90min), "1 h 30 min");
  EXPECT_EQ(to_text(36h), "36 h");
}

TEST(DurationText, MovesToTheGreaterUnitRatherThanWriteAThousand) {
  EXPECT_EQ(to_text(999ns), "999 ns");
  EXPECT_EQ(to_text(999'499ns), "999 µs");
  EXPECT_EQ(to_text(999'600ns), "1 ms");
  EXPECT_EQ(to_text(999'600us), "1 s");
  EXPECT_EQ(to_text(59'940ms), "59.9 s");
  EXPECT_EQ(to_text(59'960ms), "1 min");
  EXPECT_EQ(to_text(3'599'600ms), "1 h");
}

TEST(DurationText, RoundsToTheSmallerOfItsTwoUnits) {
  EXPECT_EQ(to_text(90'600ms), "1 min 31 s");
  EXPECT_EQ(to_text(1h + 29min + 59s), "1 h 30 min");
  EXPECT_EQ(to_text(1h + 59min + 59s), "2 h");
}

TEST(DurationText, WritesEveryDuration) {
  EXPECT_EQ(to_text(-90min), "-1 h 30 min");
  EXPECT_EQ(to_text(-35us), "-35 µs");
  EXPECT_EQ(to_text(Duration::max()), "2562047 h 47 min");
  EXPECT_EQ(to_text(Duration::min()), "-2562047 h 47 min");
}

TEST(ParseDuration, ReadsWhatPeopleWrite) {
  EXPECT_THAT(parse_duration("120ns"), Optional(Duration(120ns)));
  EXPECT_THAT(parse_duration("35us"), Optional(Duration(35us)));
  EXPECT_THAT(parse_duration("35 µs"), Optional(Duration(35us)));
  EXPECT_THAT(parse_duration("1.5ms"), Optional(Duration(1500us)));
  EXPECT_THAT(parse_duration(" 30 s "), Optional(Duration(30s)));
  EXPECT_THAT(parse_duration("5m"), Optional(Duration(5min)));
  EXPECT_THAT(parse_duration("12min"), Optional(Duration(12min)));
  EXPECT_THAT(parse_duration("0.5h"), Optional(Duration(30min)));
  EXPECT_THAT(parse_duration("0"), Optional(Duration(0s)));
}

TEST(ParseDuration, ReadsSums) {
  EXPECT_THAT(parse_duration("1h30m"), Optional(Duration(90min)));
  EXPECT_THAT(parse_duration("1 h 30 min"), Optional(Duration(90min)));
  EXPECT_THAT(parse_duration("1m1s1ms"), Optional(Duration(61'001ms)));
}

TEST(ParseDuration, TakesALeadingSignForTheWholeSum) {
  EXPECT_THAT(parse_duration("-5s"), Optional(Duration(-5s)));
  EXPECT_THAT(parse_duration("-1h30m"), Optional(Duration(-90min)));
  EXPECT_THAT(parse_duration("+1h30m"), Optional(Duration(90min)));
}

TEST(ParseDuration, RefusesEverythingElse) {
  for (const char* text :
       {"",        " ",    "5",     "s",      "s5",     "1e400s", "1e3s", "5 S",
        "5sek",    "1h30", "30 1h", "1h-30m", "1h+30m", "--5s",   "- 5s", "5s s",
        "1h, 30m", "0 0",  "1h0",   "５s",    "5\ts",   "nan",    "inf",  "5s\n"})
    EXPECT_FALSE(parse_duration(text)) << '"' << text << '"';
}

TEST(ParseDuration, RefusesWhatNoDurationHolds) {
  const std::string immense(308, '9');
  for (const std::string& text :
       {std::string("300000000000000ms"), std::string("3000000h"), std::string("-3000000h"),
        immense + "s", immense + "h", immense + "d-" + immense + "d", "1s" + immense + "h"})
    EXPECT_FALSE(parse_duration(text)) << text;
  EXPECT_THAT(parse_duration("2500000h"), Optional(Duration(2'500'000h)));
}

TEST(ParseDuration, SurvivesALongText) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "1ms";
  EXPECT_THAT(parse_duration(text), Optional(Duration(10s)));
}

TEST(ParseDuration, ReadsEveryTextThatIsWrittenAndLosesOnlyItsRounding) {
  Random random(11);
  for (int i = 0; i < 5000; ++i) {
    const double seconds = std::pow(10, -9 + 16 * random.uniform());
    const auto sign = random.below(2) == 0 ? 1 : -1;
    const Duration duration = sign * from_seconds(seconds);
    const auto read = parse_duration(to_text(duration));
    ASSERT_TRUE(read) << to_text(duration);
    EXPECT_EQ(to_text(*read), to_text(duration));
    const double allowed = seconds < 60 ? seconds * 0.0051 : seconds < 3600 ? 0.51 : 30.1;
    EXPECT_NEAR(in_seconds(*read), in_seconds(duration), allowed) << to_text(duration);
  }
}

TEST(Duration, RoundsSecondsToTheNearestNanosecond) {
  EXPECT_EQ(from_seconds(1.5), 1500ms);
  EXPECT_EQ(from_seconds(1.4e-9), 1ns);
  EXPECT_EQ(from_seconds(1.6e-9), 2ns);
  EXPECT_EQ(from_seconds(-1.6e-9), -2ns);
  EXPECT_EQ(from_seconds(0.1), 100ms);
  EXPECT_EQ(from_milliseconds(0.25), 250us);
  EXPECT_EQ(in_milliseconds(1500us), 1.5);
  EXPECT_EQ(in_seconds(1500ms), 1.5);
}

TEST(Duration, OfAnEndlessTimeIsTheGreatestThereIs) {
  EXPECT_EQ(from_seconds(1e300), Duration::max());
  EXPECT_EQ(from_seconds(-1e300), -Duration::max());
  EXPECT_EQ(from_seconds(std::nan("")), 0s);
}

}  // namespace
}  // namespace proofload
