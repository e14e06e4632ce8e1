// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/pattern.h>

#include <proofload/base/usage_error.h>

#include <gmock/gmock.h>

#include <thread>

namespace proofload {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Optional;
using testing::ThrowsMessage;

TEST(Pattern, FindsTheGroupOfTheFirstMatch) {
  const Pattern pattern("(\\w+)=(\\d+)");
  EXPECT_EQ(pattern.groups(), 2);
  EXPECT_EQ(pattern.text(), "(\\w+)=(\\d+)");
  const std::string text = "a=x, b=12, c=3";
  EXPECT_THAT(pattern.find(text), Optional(std::string("b")));
  EXPECT_THAT(pattern.find(text, 2), Optional(std::string("12")));
  EXPECT_THAT(pattern.find(text, 0), Optional(std::string("b=12")));
  EXPECT_EQ(pattern.find("nothing here"), std::nullopt);
  EXPECT_EQ(pattern.find(""), std::nullopt);
}

TEST(Pattern, TellsAnEmptyGroupFromOneWithoutAPart) {
  const Pattern pattern("a(x*)|b(y)");
  EXPECT_THAT(pattern.find("a", 1), Optional(std::string()));
  EXPECT_EQ(pattern.find("a", 2), std::nullopt);
}

TEST(Pattern, FindsAllMatchesWithoutOverlap) {
  EXPECT_THAT(Pattern("id=(\\d)").find_all("id=1 id=x id=2id=3"), ElementsAre("1", "2", "3"));
  EXPECT_THAT(Pattern("aa").find_all("aaaaa", 0), ElementsAre("aa", "aa"));
  EXPECT_THAT(Pattern("a(x)?").find_all("axaax"), ElementsAre("x", "x"));
  EXPECT_THAT(Pattern("b").find_all("aaa", 0), IsEmpty());
}

TEST(Pattern, GoesOnBehindEmptyMatches) {
  EXPECT_THAT(Pattern("x*").find_all("axxb", 0), ElementsAre("", "xx", "", ""));
  EXPECT_THAT(Pattern("x*").find_all("", 0), ElementsAre(""));
  EXPECT_THAT(Pattern("(?m)^").find_all("a\nb", 0), ElementsAre("", ""));
  EXPECT_THAT(Pattern(".?").find_all("\xc3\xa4", 0), ElementsAre("\xc3\xa4", ""));
}

TEST(Pattern, FindsNoMoreThanAThousand) {
  EXPECT_EQ(Pattern("a").find_all(std::string(50'000, 'a'), 0).size(), 1'000u);
}

TEST(Pattern, StopsAtTheEndOfALineUnlessToldOtherwise) {
  EXPECT_EQ(Pattern("a.b").find("a\nb", 0), std::nullopt);
  EXPECT_TRUE(Pattern("(?s)a.b").find("a\nb", 0));
  EXPECT_EQ(Pattern("^b").find("a\nb", 0), std::nullopt);
  EXPECT_TRUE(Pattern("(?m)^b$").find("a\nb\nc", 0));
}

TEST(Pattern, MatchesWhatIsNotText) {
  EXPECT_THAT(Pattern("b(.)c").find(std::string("a\0b\0c", 5)), Optional(std::string(1, '\0')));
  EXPECT_EQ(Pattern("a(.)b").find("a\xff"
                                  "b"),
            std::nullopt);
  EXPECT_THAT(Pattern("(b)").find("\xff\xfe"
                                  "b"),
              Optional(std::string("b")));
}

TEST(Pattern, NamesThePlaceOfAMistake) {
  EXPECT_THAT([] { Pattern("id=[z-a]"); },
              ThrowsMessage<UsageError>(AllOf(HasSubstr("the pattern \"id=[z-a]\" is no regular"),
                                              HasSubstr("at character 5: "),
                                              HasSubstr("invalid character class range: z-a"))));
  for (const char* text : {"(a", "a)", "[a", "*a", "a**", "a{2000}", "\\", "(?=a)", "(?<!b)a",
                           "\\1", "((a{100}){100}){100}"})
    EXPECT_THROW({ const Pattern pattern(text); }, UsageError) << text;
}

TEST(Pattern, SaysWhichGroupsItHas) {
  EXPECT_THAT([] { Pattern("a").find("a"); },
              ThrowsMessage<UsageError>(AllOf(HasSubstr("the pattern \"a\" has no group 1"),
                                              HasSubstr("it has 0 group(s)"))));
  EXPECT_THROW(Pattern("(a)").find("", 2), UsageError) << "whether it matches or not";
  EXPECT_THROW(Pattern("(a)").find_all("", -1), UsageError);
}

TEST(Pattern, IsMadeFromAnyKindOfText) {
  const std::string text = "(a)";
  const Pattern patterns[] = {text, text.c_str(), std::string_view(text)};
  for (const auto& pattern : patterns) EXPECT_TRUE(pattern.find("a"));
}

TEST(Pattern, IsCompiledOnceForEachThread) {
  const std::string text = "compiled (once)";
  const auto* first = &Pattern(text).text();
  EXPECT_EQ(&Pattern(text).text(), first);
  const std::string* other = nullptr;
  std::thread([&] { other = &Pattern(text).text(); }).join();
  EXPECT_NE(other, first);
}

TEST(Pattern, OutlivesTheTextsThatWereCompiledAfterIt) {
  const Pattern pattern("(first)");
  for (int i = 0; i < 1000; ++i)
    EXPECT_TRUE(Pattern("(" + std::to_string(i) + ")")
                    .find("0123456789"
                          "101112131415161718192021222324252627282930" +
                          std::to_string(i)));
  EXPECT_TRUE(pattern.find("first"));
}

// What keeps a matcher that goes back busy for longer than the universe is old.
TEST(Pattern, IsNotHeldUpByAnAnswerMadeForIt) {
  const std::string hostile(1'000'000, 'a');
  EXPECT_EQ(Pattern("(a+)+b").find(hostile), std::nullopt);
  EXPECT_EQ(Pattern("(a|aa)*$x").find(hostile), std::nullopt);
  EXPECT_EQ(Pattern("(.*)(.*)(.*)(.*)x").find(hostile), std::nullopt);
  EXPECT_EQ(Pattern("(a*)*").find(hostile, 0)->size(), hostile.size());
}

}  // namespace
}  // namespace proofload
