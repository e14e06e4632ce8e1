// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/thresholds/detail/located_json.h>

#include <gmock/gmock.h>

namespace proofload::detail {
namespace {

using testing::HasSubstr;

LocatedJson parsed(std::string_view text) {
  auto result = parse_located_json("f.json", text);
  EXPECT_TRUE(result.ok()) << (result ? "" : result.error());
  return result ? std::move(result).value() : LocatedJson{};
}

std::string refused(std::string_view text) {
  const auto result = parse_located_json("f.json", text);
  return result ? "" : result.error();
}

TEST(LocatedJson, KnowsTheLineOfEveryText) {
  const auto root = parsed("\n{\"a\":\n[\"x\",\n\n\"y\"], \"b\": {\n\"c\":\r\n\"z\"}}\n");
  const auto& members = *root.as<LocatedJson::Object>();
  EXPECT_EQ(root.line, 2);
  EXPECT_EQ(members[0].line, 2);
  EXPECT_EQ(members[0].value.line, 3);
  const auto& texts = *members[0].value.as<LocatedJson::Array>();
  EXPECT_EQ(texts[0].line, 3);
  EXPECT_EQ(texts[1].line, 5);
  EXPECT_EQ(*texts[1].as<std::string>(), "y");
  EXPECT_EQ(members[1].line, 5);
  const auto& inner = members[1].value.as<LocatedJson::Object>()->front();
  EXPECT_EQ(inner.line, 6);
  EXPECT_EQ(inner.value.line, 7);
}

TEST(LocatedJson, HoldsEveryKindOfValue) {
  const auto root = parsed(R"([null, true, -5, 7, 0.5, "x\ny", {}, []])");
  const auto& values = *root.as<LocatedJson::Array>();
  ASSERT_EQ(values.size(), 8u);
  EXPECT_NE(values[0].as<std::nullptr_t>(), nullptr);
  EXPECT_EQ(*values[1].as<bool>(), true);
  EXPECT_EQ(*values[2].as<double>(), -5);
  EXPECT_EQ(*values[3].as<double>(), 7);
  EXPECT_EQ(*values[4].as<double>(), 0.5);
  EXPECT_EQ(*values[5].as<std::string>(), "x\ny");
  EXPECT_TRUE(values[6].as<LocatedJson::Object>()->empty());
  EXPECT_TRUE(values[7].as<LocatedJson::Array>()->empty());
}

TEST(LocatedJson, GivesANumberTheLineOfWhatItStandsIn) {
  const auto root = parsed("{\"a\": 5\n}");
  EXPECT_EQ(root.as<LocatedJson::Object>()->front().value.line, 1);
}

TEST(LocatedJson, PassesOverAByteOrderMark) {
  EXPECT_EQ(*parsed("\xef\xbb\xbf\"x\"").as<std::string>(), "x");
}

TEST(LocatedJson, SaysWhereATextIsNoJson) {
  EXPECT_THAT(refused("{\n\"a\": 5,\n}"), HasSubstr("f.json:3: not JSON: syntax error"));
  EXPECT_THAT(refused("{\n\"a\" 5}"), HasSubstr("f.json:2: not JSON: syntax error"));
  EXPECT_THAT(refused(""), HasSubstr("f.json:1: not JSON"));
  EXPECT_THAT(refused("{} {}"), HasSubstr("f.json:1: not JSON"));
  EXPECT_THAT(refused("[1e999]"), HasSubstr("f.json:1: not JSON"));
}

TEST(LocatedJson, RefusesTwoMembersOfOneName) {
  EXPECT_EQ(refused("{\"a\": 1,\n\"b\": {\"a\": 1},\n\"a\": 2}"),
            "f.json:3: \"a\" is there twice, first in line 1: leave one of them");
}

TEST(LocatedJson, IsNotNestedWithoutEnd) {
  EXPECT_EQ(refused(std::string(32, '[') + std::string(32, ']')), "");
  EXPECT_EQ(refused("\n" + std::string(33, '[') + std::string(33, ']')),
            "f.json:2: nested too deeply");
  EXPECT_EQ(refused(std::string(1'000'000, '[')), "f.json:1: nested too deeply");
}

}  // namespace
}  // namespace proofload::detail
