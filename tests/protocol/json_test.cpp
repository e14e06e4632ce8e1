// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/json.h>

#include <gmock/gmock.h>

#include <limits>

namespace proofload {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(Json, FindsValuesByPointer) {
  const auto json = Json::parse(R"({"items": [{"id": 7}, {"id": 8}], "name": "x"})");
  EXPECT_EQ(json.at("/items/1/id").integer(), 8);
  EXPECT_EQ(json.at("/name").text(), "x");
  EXPECT_EQ(json.at("").size(), 2u);
  EXPECT_EQ(json.at("/items").at("/0/id").integer(), 7);
}

TEST(Json, FindsNamesWithSlashesAndTildes) {
  const auto json = Json::parse(R"({"a/b": 1, "m~n": 2, "~1": 3, "": 4, " ": 5})");
  EXPECT_EQ(json.at("/a~1b").integer(), 1);
  EXPECT_EQ(json.at("/m~0n").integer(), 2);
  EXPECT_EQ(json.at("/~01").integer(), 3);
  EXPECT_EQ(json.at("/").integer(), 4);
  EXPECT_EQ(json.at("/ ").integer(), 5);
}

TEST(Json, KnowsWhetherAPointerLeadsSomewhere) {
  const auto json = Json::parse(R"({"items": [1, null], "empty": {}})");
  for (const char* pointer : {"", "/items", "/items/0", "/items/1", "/empty"})
    EXPECT_TRUE(json.contains(pointer)) << pointer;
  for (const char* pointer :
       {"/", "/item", "/items/2", "/items/-", "/items/-1", "/items/01", "/items/1e0", "/items/",
        "/items/99999999999999999999999", "/items/0/x", "/empty/x"})
    EXPECT_FALSE(json.contains(pointer)) << pointer;
}

TEST(Json, FindsNothingAtWhatIsNoPointer) {
  const auto json = Json::parse(R"({"items": 1, "~": 2})");
  for (const char* pointer : {"items", "/~", "/~2", "#/items", " /items"}) {
    EXPECT_FALSE(json.contains(pointer)) << pointer;
    EXPECT_THROW(json.at(pointer), MissingValue) << pointer;
  }
}

TEST(Json, NamesThePointerThatIsMissing) {
  const auto json = Json::parse("{}");
  EXPECT_THAT([&] { json.at("/items/0"); },
              ThrowsMessage<MissingValue>(HasSubstr("no value at \"/items/0\"")));
}

TEST(Json, RefusesWhatIsNoJson) {
  for (const char* text : {"", " ", "{", "{]", "nul", "{'a': 1}", "[1,]", "1 2", "<html>", "NaN",
                           "1e400", "-1e400", "01", "\"\\ud800\"", "\"\t\""})
    EXPECT_THROW(Json::parse(text), MissingValue) << text;
}

TEST(Json, RefusesTextThatIsNotUtf8) {
  for (const char* text : {"\"\xff\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\"\xe2\x82\"", "\xff"})
    EXPECT_THROW(Json::parse(text), MissingValue) << text;
}

TEST(Json, SurvivesABodyMadeToBringItDown) {
  for (const char c : {'[', '{', '"', '\\', ']', '\0'})
    EXPECT_THROW(Json::parse(std::string(1 << 20, c)), MissingValue) << c;
  std::string objects;
  for (int i = 0; i < 200'000; ++i) objects += R"({"a":)";
  EXPECT_THROW(Json::parse(objects), MissingValue);
}

// Writing is recursive, so a depth that reading survives would still overflow the stack in text().
TEST(Json, RefusesAValueNestedTooDeeplyToBeWritten) {
  EXPECT_THAT([] { Json::parse(nested(500'000)); },
              ThrowsMessage<MissingValue>(HasSubstr("nested")));
  EXPECT_EQ(Json::parse(nested(500)).text(), nested(500));
}

TEST(Json, CountsNoBracketsInsideStringsAsNesting) {
  EXPECT_EQ(Json::parse('"' + std::string(5000, '[') + '"').text().size(), 5000u);
  EXPECT_EQ(Json::parse("[\"\\\"" + std::string(5000, '{') + "\"]").size(), 1u);
  std::string wide = "[0";
  for (int i = 0; i < 5000; ++i) wide += ",[]";
  EXPECT_EQ(Json::parse(wide + "]").size(), 5001u);
}

TEST(Json, GivesTheContentOfAStringAndAnyOtherValueAsText) {
  const auto json = Json::parse(R"({"s": "a\n\u00e4\u0000b", "n": 1.5, "o": {"a": [true, null]}})");
  EXPECT_EQ(json.at("/s").text(), std::string("a\nä\0b", 6));
  EXPECT_EQ(json.at("/n").text(), "1.5");
  EXPECT_EQ(json.at("/o").text(), R"({"a":[true,null]})");
}

TEST(Json, ReadsNumbersAndTruth) {
  const auto json = Json::parse(R"([-9223372036854775808, 9223372036854775807, 0.1, 5, false])");
  EXPECT_EQ(json.at("/0").integer(), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(json.at("/1").integer(), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(json.at("/2").number(), 0.1);
  EXPECT_EQ(json.at("/3").number(), 5);
  EXPECT_FALSE(json.at("/4").boolean());
}

TEST(Json, SaysWhatItExpectedAndWhatItFound) {
  const auto json = Json::parse(R"({"text": "5", "fraction": 1.5, "nothing": null})");
  EXPECT_THAT([&] { json.at("/text").integer(); },
              ThrowsMessage<MissingValue>("expected a whole number, found string"));
  EXPECT_THAT([&] { json.at("/fraction").integer(); },
              ThrowsMessage<MissingValue>("expected a whole number, found number"));
  EXPECT_THAT([&] { json.at("/nothing").number(); },
              ThrowsMessage<MissingValue>("expected a number, found null"));
  EXPECT_THAT([&] { json.at("/text").boolean(); },
              ThrowsMessage<MissingValue>("expected true or false, found string"));
}

TEST(Json, RefusesAWholeNumberBeyondSixtyFourBits) {
  for (const char* text : {"9223372036854775808", "18446744073709551615", "99999999999999999999"})
    EXPECT_THROW(Json::parse(text).integer(), MissingValue) << text;
  EXPECT_EQ(Json::parse("18446744073709551615").number(), 0x1p64);
}

TEST(Json, CountsMembersAndElements) {
  const auto json = Json::parse(R"({"a": [1, 2, 3], "o": {"x": 1}, "s": "text", "n": null})");
  EXPECT_EQ(json.size(), 4u);
  EXPECT_EQ(json.at("/a").size(), 3u);
  EXPECT_EQ(json.at("/o").size(), 1u);
  EXPECT_EQ(json.at("/s").size(), 0u);
  EXPECT_EQ(json.at("/n").size(), 0u);
}

TEST(Json, OutlivesTheDocumentItWasTakenFrom) {
  const auto inner = [] { return Json::parse(R"({"a": {"b": "still here"}})").at("/a"); }();
  EXPECT_EQ(inner.at("/b").text(), "still here");
}

}  // namespace
}  // namespace proofload
