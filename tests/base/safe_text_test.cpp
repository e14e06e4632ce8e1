// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/safe_text.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using namespace std::string_literals;

TEST(SafeLine, KeepsTextInAnyLanguage) {
  EXPECT_EQ(safe_line("plain, größer, 日本, 🙂"), "plain, größer, 日本, 🙂");
}

TEST(SafeLine, EscapesWhatATerminalWouldObey) {
  EXPECT_EQ(safe_line("\x1b[2Jgone\x07"), "\\x1b[2Jgone\\x07");
  EXPECT_EQ(safe_line("a\tb\nc\rd\0e\x7f"s), "a\\tb\\nc\\rd\\x00e\\x7f");
  EXPECT_EQ(safe_line("\xc2\x9b"), "\\xc2\\x9b")
      << "a control sequence introducer in one character";
}

TEST(SafeLine, EscapesWhatChangesTheDirectionOfWriting) {
  EXPECT_EQ(safe_line("\u202e"), "\\xe2\\x80\\xae");
  EXPECT_EQ(safe_line("\u2066"), "\\xe2\\x81\\xa6");
}

TEST(SafeLine, EscapesBytesThatAreNotUtf8) {
  EXPECT_EQ(safe_line("\xff"), "\\xff");
  EXPECT_EQ(safe_line("\xc0\xaf"), "\\xc0\\xaf") << "overlong";
  EXPECT_EQ(safe_line("\xe0\x80\xaf"), "\\xe0\\x80\\xaf") << "overlong";
  EXPECT_EQ(safe_line("\xed\xa0\x80"), "\\xed\\xa0\\x80") << "half a surrogate pair";
  EXPECT_EQ(safe_line("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80") << "beyond Unicode";
  EXPECT_EQ(safe_line("\xe2\x82"), "\\xe2\\x82") << "cut off";
  EXPECT_EQ(safe_line("\xe2(a"), "\\xe2(a") << "interrupted";
}

TEST(SafeQuoted, IsOneLineBetweenQuotationMarks) { EXPECT_EQ(safe_quoted("a\nb"), "\"a\\nb\""); }

TEST(SafeText, KeepsLinesAndTabsAndNothingElse) {
  EXPECT_EQ(safe_text("a\tb\nc\r\x1b[2J"), "a\tb\nc\\r\\x1b[2J");
  EXPECT_EQ(safe_text("\u2028\xff"), "\\xe2\\x80\\xa8\\xff");
}

TEST(SafeText, HoldsNoElementThatCTestWouldObey) {
  EXPECT_EQ(safe_text("a<CTestMeasurementFile>"), "a\\x3cCTestMeasurementFile>");
  EXPECT_EQ(safe_line("<DartMeasurement"), "\\x3cDartMeasurement");
  EXPECT_EQ(safe_text("<b>CTest"), "<b>CTest");
}

}  // namespace
}  // namespace proofload
