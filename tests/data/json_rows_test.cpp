// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/detail/json_rows.h>

#include <gmock/gmock.h>

namespace proofload::detail {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

using Parse = Result<Table> (*)(std::string, std::string_view);

Table table_of(Parse parse, std::string_view text) {
  auto table = parse("some", text);
  EXPECT_TRUE(table.ok()) << table.error();
  return table ? std::move(table).value() : Table();
}

std::string error_of(Parse parse, std::string_view text) {
  const auto table = parse("some", text);
  return table ? "no error" : table.error();
}

TEST(JsonRows, AreTheObjectsOfAnArray) {
  const auto table = table_of(parse_json_rows, R"([{"id": 1, "a": "x"}, {"id": 2, "a": "y"}])");
  ASSERT_EQ(table.records.size(), 2u);
  EXPECT_THAT(*table.records[0].columns, ElementsAre("id", "a")) << "in the order of the file";
  EXPECT_EQ(table.records[0].columns, table.records[1].columns) << "shared";
  EXPECT_THAT(table.records[1].texts, ElementsAre("2", "y"));
  EXPECT_EQ(table.records[1].place, 2u);
  EXPECT_EQ(table.unit, "row");
}

TEST(JsonRows, MayHaveDifferentColumns) {
  const auto table = table_of(parse_json_rows, R"([{"a": 1}, {"b": [true, null]}, {}])");
  EXPECT_THAT(*table.records.at(1).columns, ElementsAre("b"));
  EXPECT_THAT(table.records[1].texts, ElementsAre("[true,null]"));
  EXPECT_TRUE(table.records.at(2).columns->empty());
}

TEST(JsonRows, KeepTheJsonTheyWere) {
  const auto table = table_of(parse_json_rows, R"([{"z": 1.50, "a": "ä\n"}])");
  EXPECT_EQ(json_of(table.records.at(0)), "{\"z\":1.5,\"a\":\"ä\\n\"}");
}

TEST(JsonRows, PassOverAByteOrderMark) {
  EXPECT_EQ(table_of(parse_json_rows, "\xef\xbb\xbf[{}]").records.size(), 1u);
  EXPECT_EQ(table_of(parse_json_lines, "\xef\xbb\xbf{}").records.size(), 1u);
}

TEST(JsonRows, NameThePlaceOfWhatIsNoJson) {
  EXPECT_EQ(error_of(parse_json_rows, "[{\"a\": 1},\n{\"a\" 2}]"), "some, line 2: not JSON");
  EXPECT_EQ(error_of(parse_json_rows, ""), "some, line 1: not JSON");
  EXPECT_EQ(error_of(parse_json_rows, "[{\"a\": \"\xff\"}]"), "some, line 1: not JSON");
  EXPECT_THAT(error_of(parse_json_rows, "[{\"a\": 1e999}]"), HasSubstr("too great"));
  EXPECT_EQ(error_of(parse_json_rows, "{\"a\": 1}"), "some is not an array of objects");
  EXPECT_EQ(error_of(parse_json_rows, "[{}, 7]"), "some, row 2: not an object");
}

TEST(JsonRows, AreNotNestedWithoutEnd) {
  const auto deep = std::string(500'000, '[');
  EXPECT_THAT(error_of(parse_json_rows, deep), HasSubstr("nested too deeply"));
  EXPECT_THAT(error_of(parse_json_lines, "{}\n" + deep), HasSubstr("line 2: nested too deeply"));
}

TEST(JsonLines, AreObjectsEachInALine) {
  const auto table = table_of(parse_json_lines, "{\"a\": 1}\r\n\n  \n{\"a\":  2}\n{\"b\": 3}");
  ASSERT_EQ(table.records.size(), 3u);
  EXPECT_EQ(table.records[1].place, 4u);
  EXPECT_EQ(table.records[1].columns, table.records[0].columns);
  EXPECT_THAT(table.records[2].texts, ElementsAre("3"));
  EXPECT_EQ(table.unit, "line");
}

TEST(JsonLines, NameTheLineOfWhatIsNoObject) {
  EXPECT_EQ(error_of(parse_json_lines, "{}\n\n{\n"), "some, line 3: not JSON");
  EXPECT_EQ(error_of(parse_json_lines, "{}\n[]\n"), "some, line 2: not an object");
  EXPECT_EQ(error_of(parse_json_lines, "{} {}\n"), "some, line 1: not JSON");
}

TEST(JsonRows, ShowNoValueInAnError) {
  for (const char* text : {"[\"secret\" 1]", "[\"secret\"]", "\"secret\"", "[{\"a\": secret}]"})
    EXPECT_THAT(error_of(parse_json_rows, text), Not(HasSubstr("secret"))) << text;
}

TEST(JsonOf, MakesAnObjectOfTexts) {
  const Table::Record record{
      std::make_shared<Table::Columns>(Table::Columns{"b", "a"}), {"1", "x\"\xff"}, 1};
  EXPECT_EQ(json_of(record), "{\"b\":\"1\",\"a\":\"x\\\"\xef\xbf\xbd\"}");
}

}  // namespace
}  // namespace proofload::detail
