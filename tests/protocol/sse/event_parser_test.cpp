// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/sse/event_parser.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::int64_t plenty = 1 << 20;

std::vector<ServerSentEvent> events_in(std::string_view stream) {
  EventParser parser(plenty);
  std::vector<ServerSentEvent> events;
  EXPECT_TRUE(parser.feed(stream, events));
  return events;
}

// Type, data and id of each event.
std::string in_short(const std::vector<ServerSentEvent>& events) {
  std::string text;
  for (const auto& one : events) text += "(" + one.event + "|" + one.data + "|" + one.id + ")";
  return text;
}

std::string read(std::string_view stream) { return in_short(events_in(stream)); }

TEST(EventParser, ReadsTypeDataAndId) {
  EXPECT_EQ(read("event: add\ndata: 73857293\nid: 7\n\n"), "(add|73857293|7)");
  EXPECT_EQ(read("data: one\n\ndata: two\n\n"), "(message|one|)(message|two|)");
}

// The examples of the standard, section 9.2.6.
TEST(EventParser, ReadsTheExamplesOfTheStandard) {
  EXPECT_EQ(read("data: YHOO\ndata: +2\ndata: 10\n\n"), "(message|YHOO\n+2\n10|)");
  EXPECT_EQ(read(": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\n"
                 "data:  third event\n\n"),
            "(message|first event|1)(message|second event|)(message| third event|)");
  EXPECT_EQ(read("data\n\ndata\ndata\n\ndata:"), "(message||)(message|\n|)");
  EXPECT_EQ(read("data:test\n\ndata: test\n\n"), "(message|test|)(message|test|)");
}

TEST(EventParser, TakesEveryKindOfLineEnd) {
  EXPECT_EQ(read("data: a\r\ndata: b\r\n\r\n"), "(message|a\nb|)");
  EXPECT_EQ(read("data: a\rdata: b\r\r"), "(message|a\nb|)");
  EXPECT_EQ(read("data: a\rdata: b\ndata: c\r\n\n"), "(message|a\nb\nc|)");
}

TEST(EventParser, ReadsTheSameHoweverTheStreamIsCut) {
  const std::string stream =
      "\xEF\xBB\xBF"
      "data: a\r\ndata: b\r\n\r\n:hello\nevent: x\rid: 9\rdata: \xC3\xA4\r\r"
      "retry: 10\n\ndata:c\n\n";
  const auto whole = read(stream);
  EXPECT_EQ(whole, "(message|a\nb|)(x|\xC3\xA4|9)(message|c|9)");
  for (std::size_t first = 0; first <= stream.size(); ++first)
    for (std::size_t second = first; second <= stream.size(); ++second) {
      EventParser parser(plenty);
      std::vector<ServerSentEvent> events;
      const std::string_view view = stream;
      parser.feed(view.substr(0, first), events);
      parser.feed(view.substr(first, second - first), events);
      parser.feed(view.substr(second), events);
      ASSERT_EQ(in_short(events), whole) << "cut at " << first << " and " << second;
    }
}

// Or an event would be seen only with the next one.
TEST(EventParser, GivesAnEventOnceACarriageReturnEndsIt) {
  EXPECT_EQ(read("data: a\r\n\r"), "(message|a|)");
}

TEST(EventParser, SkipsAByteOrderMarkAtTheBeginOnly) {
  EXPECT_EQ(read("\xEF\xBB\xBF"
                 "data: a\n\n"),
            "(message|a|)");
  EXPECT_THAT(events_in("\n\xEF\xBB\xBF"
                        "data: a\n\n"),
              IsEmpty());
}

TEST(EventParser, DropsWhatHasNoDataOrNoEnd) {
  EXPECT_THAT(events_in("event: ping\n\n"), IsEmpty());
  EXPECT_THAT(events_in("data: not complete\n"), IsEmpty());
  EXPECT_EQ(read("event: ping\n\ndata: a\n\n"), "(message|a|)") << "nor does its type stay";
}

TEST(EventParser, IgnoresCommentsAndUnknownFields) {
  EXPECT_EQ(read(":data: no\nDATA: no\nvolume: 11\n data: no\ndata: a:b\n\n"), "(message|a:b|)");
}

TEST(EventParser, KeepsTheIdUntilThereIsAnother) {
  EXPECT_EQ(read("id: 1\ndata: a\n\ndata: b\n\nid: 2\ndata: c\n\n"),
            "(message|a|1)(message|b|1)(message|c|2)");
  EXPECT_EQ(read(std::string_view("id: 1\nid: 2\0003\ndata: a\n\n", 23)), "(message|a|1)");
}

TEST(EventParser, KnowsWhereToGoOn) {
  EventParser parser(plenty);
  std::vector<ServerSentEvent> events;
  parser.feed("id: 4\n\nid: 5\ndata: never comp", events);
  EXPECT_EQ(parser.last_event_id(), "4") << "that of an event without data counts";
  parser.begin_again();
  parser.feed("data: next\n\n", events);
  EXPECT_EQ(in_short(events), "(message|next|4)");
}

TEST(EventParser, SkipsAByteOrderMarkOfEveryConnection) {
  EventParser parser(plenty);
  std::vector<ServerSentEvent> events;
  parser.feed("data: a\n\ndata: b\r", events);
  parser.begin_again();
  parser.feed(
      "\xEF\xBB\xBF"
      "data: c\n\n",
      events);
  EXPECT_EQ(in_short(events), "(message|a|)(message|c|)");
}

std::optional<Duration> retry_after(std::string_view stream) {
  EventParser parser(plenty);
  std::vector<ServerSentEvent> events;
  parser.feed(stream, events);
  return parser.retry();
}

TEST(EventParser, TakesARetryTimeOfDigitsOnly) {
  EXPECT_EQ(retry_after(""), std::nullopt);
  EXPECT_EQ(retry_after("retry: 1500\n"), 1500ms);
  EXPECT_EQ(retry_after("retry: 0\n"), 0ms);
  EXPECT_EQ(retry_after("retry\n"), std::nullopt);
  EXPECT_EQ(retry_after("retry: -1\n"), std::nullopt);
  EXPECT_EQ(retry_after("retry: 10\nretry: 1.5\n"), 10ms);
}

TEST(EventParser, BoundsTheRetryTime) {
  EXPECT_EQ(retry_after("retry: 3600001\n"), 1h);
  EXPECT_EQ(retry_after("retry: 99999999999999999999999999\n"), 1h);
}

TEST(EventParser, TakesAnEventOfTheLargestSize) {
  EventParser parser(16);
  std::vector<ServerSentEvent> events;
  EXPECT_TRUE(parser.feed("data: 0123456789\n\n", events));
  EXPECT_FALSE(parser.feed("data: 0123456789a\n\n", events));
  EXPECT_THAT(events, ElementsAre(Field(&ServerSentEvent::data, "0123456789")));
}

TEST(EventParser, BoundsAnEventOfManyLines) {
  EventParser parser(100);
  std::vector<ServerSentEvent> events;
  int lines = 0;
  while (lines < 1000 && parser.feed("data: 0123456789\n", events)) ++lines;
  EXPECT_EQ(lines, 8);
}

TEST(EventParser, BoundsALineThatNeverEnds) {
  EventParser parser(100);
  std::vector<ServerSentEvent> events;
  EXPECT_TRUE(parser.feed(":" + std::string(99, 'x'), events));
  EXPECT_FALSE(parser.feed("x", events));
}

TEST(EventParser, DoesNotCountAnEventAgainstTheNextOne) {
  EventParser parser(16);
  std::vector<ServerSentEvent> events;
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(parser.feed("data: 0123456789\n\n", events));
  EXPECT_THAT(events, SizeIs(10));
}

}  // namespace
}  // namespace proofload
