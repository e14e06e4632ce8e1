// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/detail/csv.h>

#include <gmock/gmock.h>

namespace proofload::detail {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Table table_of(std::string_view text) {
  auto table = parse_csv("some.csv", text);
  EXPECT_TRUE(table.ok()) << table.error();
  return table ? std::move(table).value() : Table();
}

std::string error_of(std::string_view text) {
  const auto table = parse_csv("some.csv", text);
  return table ? "no error" : table.error();
}

TEST(Csv, NamesColumnsInTheFirstLine) {
  const auto table = table_of("id,name\r\n1,ann\r\n2,bob\r\n");
  ASSERT_EQ(table.records.size(), 2u);
  EXPECT_THAT(*table.records[0].columns, ElementsAre("id", "name"));
  EXPECT_EQ(table.records[0].columns, table.records[1].columns) << "shared";
  EXPECT_THAT(table.records[0].texts, ElementsAre("1", "ann"));
  EXPECT_THAT(table.records[1].texts, ElementsAre("2", "bob"));
}

TEST(Csv, NeedsNoLineEndBehindTheLastRecord) {
  EXPECT_EQ(table_of("a\n1\n2").records.size(), 2u);
  EXPECT_THAT(table_of("a,b\n1,").records.at(0).texts, ElementsAre("1", ""));
}

TEST(Csv, KeepsSpacesAndEmptyFields) {
  EXPECT_THAT(table_of("a,b,c\n x ,,\n").records.at(0).texts, ElementsAre(" x ", "", ""));
}

TEST(Csv, TakesQuotesAway) {
  const auto table = table_of("\"a\",b\r\n\"one, two\",\"say \"\"hi\"\"\"\r\n\"\",\"\"\"\"\r\n");
  EXPECT_THAT(*table.records.at(0).columns, ElementsAre("a", "b"));
  EXPECT_THAT(table.records[0].texts, ElementsAre("one, two", "say \"hi\""));
  EXPECT_THAT(table.records.at(1).texts, ElementsAre("", "\""));
}

TEST(Csv, CountsTheLinesInsideQuotes) {
  const auto table = table_of("a,b\n\"one\r\ntwo\n\",x\n3,4\n");
  EXPECT_EQ(table.records.at(0).texts[0], "one\r\ntwo\n");
  EXPECT_EQ(table.records[0].place, 2u);
  EXPECT_EQ(table.records.at(1).place, 5u);
  EXPECT_EQ(table.unit, "line");
}

TEST(Csv, PassesOverAByteOrderMarkAndEmptyLines) {
  const auto table = table_of("\xef\xbb\xbf\nid\n\n1\n\r\n2\n\n");
  ASSERT_EQ(table.records.size(), 2u);
  EXPECT_THAT(*table.records[0].columns, ElementsAre("id"));
  EXPECT_EQ(table.records[0].place, 4u);
  EXPECT_EQ(table.records[1].place, 6u);
}

TEST(Csv, NamesTheLineWithAWrongNumberOfFields) {
  EXPECT_EQ(error_of("a,b\n1,2\n3\n"), "some.csv, line 3: 1 field(s), but the header names 2");
  EXPECT_EQ(error_of("a,b\n1,2,3\n"), "some.csv, line 2: 3 field(s), but the header names 2");
}

TEST(Csv, NamesTheLineWithAWrongQuote) {
  EXPECT_THAT(error_of("a\n1\nx\"y\"\n"), HasSubstr("some.csv, line 3: a quote in a field"));
  EXPECT_THAT(error_of("a\n\"x\"y\n"), HasSubstr("line 2: a field goes on behind its closing"));
  EXPECT_THAT(error_of("a\n1\n\"x\n\n\n"), HasSubstr("line 3: a quote that begins here"));
  EXPECT_THAT(error_of("a\n\"x\ny\"\"z\n"), HasSubstr("line 2: a quote that begins here"));
  EXPECT_THAT(error_of("\"a"), HasSubstr("line 1: a quote that begins here"));
  EXPECT_THAT(error_of("a\n\"x\"\"\n"), HasSubstr("never closed"));
  EXPECT_THAT(error_of("a\n\"x\"\ry\n"), HasSubstr("goes on"));
}

TEST(Csv, RefusesACarriageReturnThatEndsNoLine) {
  EXPECT_THAT(error_of("a\n1\r2\n"), HasSubstr("line 2: a carriage return"));
  EXPECT_THAT(error_of("a\r1\r"), HasSubstr("line 1: a carriage return"));
}

TEST(Csv, RefusesColumnsWithoutAName) {
  EXPECT_EQ(error_of(""), "some.csv is empty: its first line must name the columns");
  EXPECT_THAT(error_of("\n\n"), HasSubstr("is empty"));
  EXPECT_EQ(error_of("a,,c\n"), "some.csv, line 1: column 2 has no name");
  EXPECT_EQ(error_of("a,b,a\n"), "some.csv, line 1: two columns are named \"a\"");
}

TEST(Csv, ShowsNoValueInAnError) {
  for (const char* text : {"a\nsecret\"x\n", "a\n\"secret\"x\n", "a\n\"secret", "a\nx,secret\n"})
    EXPECT_THAT(error_of(text), Not(HasSubstr("secret"))) << text;
}

}  // namespace
}  // namespace proofload::detail
