// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/secret.h>

#include <proofload/base/safe_text.h>
#include <proofload/base/usage_error.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

// What one test marks is marked for those that follow: each uses texts of its own.

TEST(Secret, IsHiddenWhereverItStands) {
  EXPECT_EQ(secret("swordfish"), "swordfish");
  EXPECT_EQ(without_secrets("a swordfish, swordfishswordfish"), "a [secret], [secret][secret]");
  EXPECT_EQ(without_secrets("sword fish"), "sword fish");
}

TEST(Secret, IsHiddenAsUrlsEscapeIt) {
  secret("p&ss w/rd");
  EXPECT_EQ(without_secrets("?k=p%26ss%20w%2Frd&k=p%26ss%20w%2frd"), "?k=[secret]&k=[secret]");
}

TEST(Secret, IsHiddenAsJsonAndHtmlEscapeIt) {
  secret("a/b\"c<d&e");
  EXPECT_EQ(without_secrets(R"(x a\/b\"c<d&e y)"), "x [secret] y");
  EXPECT_EQ(without_secrets("x a/b&quot;c&lt;d&amp;e y"), "x [secret] y");
}

TEST(Secret, OfSeveralLinesIsHiddenLineByLine) {
  secret("-----begin-----\nline-of-a-key\r\n");
  EXPECT_EQ(without_secrets("x line-of-a-key y"), "x [secret] y");
  secret("from-a-file\n");
  EXPECT_EQ(without_secrets("x from-a-file y"), "x [secret] y");
}

TEST(Secret, ThatHoldsAnotherIsHiddenAsAWhole) {
  secret("inner-key");
  secret("outer-inner-key-outer");
  EXPECT_EQ(without_secrets("outer-inner-key-outer"), "[secret]");
}

TEST(Secret, IsHiddenInWhatIsMadeSafeToShow) {
  secret("\x01odd");
  EXPECT_EQ(safe_line("a\x01odd"), "a[secret]");
  EXPECT_EQ(safe_text("\x01odd\n"), "[secret]\n");
}

TEST(Secret, ThatIsEmptyHidesNothing) {
  EXPECT_EQ(secret(""), "");
  EXPECT_EQ(secret(static_cast<const char*>(nullptr)), "");
  EXPECT_EQ(without_secrets("abc"), "abc");
}

TEST(Secret, IsHiddenWhereItIsEscapedAsAString) {
  const auto value = secret("\"quoted\"\\secret\tü");
  EXPECT_EQ(without_secrets(R"({"key": "\"quoted\"\\secret\tü"})"), R"({"key": "[secret]"})");
  EXPECT_THAT(without_secrets("Which is: " + testing::PrintToString(value)),
              testing::StartsWith("Which is: \"[secret]\""));
}

TEST(Secret, TellsHowLongTheLongestHiddenTextIs) {
  secret("é" + std::string(200, '/'));
  EXPECT_EQ(longest_secret(), 3 * 202u) << "percent-encoded";
}

TEST(Secret, ThatIsTooShortIsAMistake) {
  EXPECT_THROW(secret("abc"), UsageError);
  EXPECT_NO_THROW(secret("abc!"));
}

TEST(Secret, IsTheValueOfTheUsualHeaders) {
  for (const auto* name : {"Authorization", "cookie", "Set-Cookie", "X-API-Key"})
    EXPECT_TRUE(is_secret_header(name)) << name;
  for (const auto* name : {"content-type", "authorization2", "x"})
    EXPECT_FALSE(is_secret_header(name)) << name;
}

}  // namespace
}  // namespace proofload
