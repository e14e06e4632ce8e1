// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/detail/json_writer.h>

#include <proofload/base/secret.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

struct JsonWriterTest : testing::Test {
  std::string text;
  JsonWriter writer{[this](std::string_view piece) { text += piece; }};
};

TEST_F(JsonWriterTest, WritesAnEmptyObject) {
  writer.finish();
  EXPECT_EQ(text, "{}\n");
}

TEST_F(JsonWriterTest, KeepsTheOrderOfItsMembers) {
  writer.member("z", 1);
  writer.member("a", Object{{"y", nullptr}, {"b", {1, 2.5}}});
  writer.finish();
  EXPECT_EQ(text, R"({"z":1,"a":{"y":null,"b":[1,2.5]}})"
                  "\n");
}

TEST_F(JsonWriterTest, PutsWhatFollowsIntoWhatHasBegun) {
  writer.begin_object("outer");
  writer.begin_object("empty");
  writer.end();
  writer.begin_list("list");
  writer.element(1);
  writer.begin_object();
  writer.member("a", true);
  writer.end();
  writer.element(2);
  writer.end();
  writer.end();
  writer.member("b", false);
  writer.finish();
  EXPECT_EQ(text, R"({"outer":{"empty":{},"list":[1,{"a":true},2]},"b":false})"
                  "\n");
}

TEST_F(JsonWriterTest, EscapesNamesAndValues) {
  writer.member("a\"b", "c\\d\xff");
  writer.finish();
  EXPECT_EQ(text, "{\"a\\\"b\":\"c\\\\d\ufffd\"}\n");
}

TEST_F(JsonWriterTest, WritesNoSecret) {
  const auto hidden = secret("json-writer-hunter2");
  writer.member(hidden, hidden);
  EXPECT_THAT(text, testing::Not(testing::HasSubstr(hidden)));
}

}  // namespace
}  // namespace proofload
