// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/console_style.h>

#include <gtest/gtest.h>

#include <map>

namespace proofload {
namespace {

constexpr ConsoleStyle plain{};
constexpr ConsoleStyle colour{true, false};
constexpr ConsoleStyle utf8{false, true};

Variables environment(std::map<std::string, std::string> variables) {
  return [variables = std::move(variables)](const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::optional<std::string>() : found->second;
  };
}

TEST(ConsoleStyle, HasColoursOnATerminalOnly) {
  EXPECT_EQ(console_style(true, environment({{"TERM", "xterm"}})), colour);
  EXPECT_EQ(console_style(false, environment({{"TERM", "xterm"}})), plain);
}

TEST(ConsoleStyle, HasNoColoursWhereTheTerminalCannotOrTheUserWillNot) {
  EXPECT_EQ(console_style(true, environment({})), plain);
  EXPECT_EQ(console_style(true, environment({{"TERM", "dumb"}})), plain);
  EXPECT_EQ(console_style(true, environment({{"TERM", "xterm"}, {"NO_COLOR", "1"}})), plain);
  EXPECT_EQ(console_style(true, environment({{"TERM", "xterm"}, {"NO_COLOR", ""}})), colour);
}

TEST(ConsoleStyle, RewritesLinesWithoutColoursToo) {
  EXPECT_TRUE(takes_control_sequences(true, environment({{"TERM", "xterm"}, {"NO_COLOR", "1"}})));
  EXPECT_FALSE(takes_control_sequences(true, environment({{"TERM", "dumb"}})));
  EXPECT_FALSE(takes_control_sequences(false, environment({{"TERM", "xterm"}})));
}

TEST(ConsoleStyle, TakesMarksFromTheFirstLocaleThatIsGiven) {
  EXPECT_EQ(console_style(false, environment({{"LANG", "de_DE.UTF-8"}})), utf8);
  EXPECT_EQ(console_style(false, environment({{"LC_ALL", ""}, {"LC_CTYPE", "C.utf8"}})), utf8);
  EXPECT_EQ(console_style(false, environment({{"LC_ALL", "C"}, {"LANG", "C.utf8"}})), plain);
  EXPECT_EQ(console_style(false, environment({{"LANG", "de_DE.ISO-8859-1"}})), plain);
}

TEST(ConsoleStyle, MarksAreOfOneWidth) {
  EXPECT_EQ(mark(Standing::held, plain), "ok  ");
  EXPECT_EQ(mark(Standing::broken, plain), "FAIL");
  EXPECT_EQ(mark(Standing::in_doubt, plain), "?   ");
  EXPECT_EQ(mark(Standing::held, utf8) + mark(Standing::broken, utf8), "✓✗");
  EXPECT_EQ(mark(Standing::in_doubt, utf8), "?");
  EXPECT_EQ(mark_width(plain), 4u);
  EXPECT_EQ(mark_width(utf8), 1u);
}

TEST(ConsoleStyle, ColoursOutcomesAndNumbersThatAreNotZero) {
  EXPECT_EQ(coloured("PASS", Outcome::pass, colour), "\033[32mPASS\033[0m");
  EXPECT_EQ(coloured("FAIL", Outcome::fail, colour), "\033[31mFAIL\033[0m");
  EXPECT_EQ(coloured("INVALID", Outcome::invalid, colour), "\033[33mINVALID\033[0m");
  EXPECT_EQ(coloured("FAIL", Outcome::fail, plain), "FAIL");
  EXPECT_EQ(alarming("3 failed", 3, colour), "\033[31m3 failed\033[0m");
  EXPECT_EQ(alarming("0 failed", 0, colour), "0 failed");
}

TEST(ConsoleStyle, HeadingsShowABlockOnlyInUtf8) {
  EXPECT_EQ(heading("LIMITS", utf8), "  █ LIMITS\n\n");
  EXPECT_EQ(heading("LIMITS", plain), "  = LIMITS\n\n");
}

}  // namespace
}  // namespace proofload
