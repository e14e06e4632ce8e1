// SPDX-License-Identifier: Apache-2.0

// The console of a terminal, of a CI job, and under CTest.

#include "integration/result_program.h"

namespace proofload {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr auto green = "\033[32m";
constexpr auto erase_line = "\033[K";

class ResultConsole : public ResultProgram {
 protected:
  /// On a pseudo terminal; without the colours of GoogleTest.
  void play_on_a_terminal(const std::string& variables) {
    before_ = "exec script --quiet --return --command 'exec ";
    variables_ = "-u NO_COLOR TERM=xterm " + variables;
    behind_ = "' /dev/null";
    play("Results.Count", "--invalid=skip --gtest_color=no");
    EXPECT_EQ(exit_code_, 0) << console_;
    EXPECT_THAT(console_, HasSubstr("Results.Count"));
  }
};

TEST_F(ResultConsole, HasNoControlSequencesInAPipe) {
  variables_ = "-u NO_COLOR TERM=xterm ";
  play("Results.Count", "--invalid=skip");
  EXPECT_THAT(console_, HasSubstr("Results.Count"));
  EXPECT_THAT(console_, Not(HasSubstr("\033")));
  EXPECT_THAT(console_, Not(HasSubstr("\r")));
}

TEST_F(ResultConsole, HasColoursOnATerminal) {
  play_on_a_terminal("");
  EXPECT_THAT(console_, AllOf(HasSubstr(green), HasSubstr(erase_line)));
}

TEST_F(ResultConsole, HasNoColoursWhereNobodyWantsThem) {
  play_on_a_terminal("NO_COLOR=1 ");
  EXPECT_THAT(console_,
              AllOf(Not(HasSubstr(green)), Not(HasSubstr("\033[3")), HasSubstr(erase_line)));
}

TEST_F(ResultConsole, HasMeasurementsUnderCTestOnly) {
  constexpr auto measurement = "<CTestMeasurement type=\"numeric/double\" name=\"requests\">500<";
  play("Results.Count", "--invalid=skip");
  EXPECT_THAT(console_, Not(HasSubstr("CTestMeasurement")));
  variables_ = "CTEST_INTERACTIVE_DEBUG_MODE=1 ";
  play("Results.Count", "--invalid=skip");
  EXPECT_THAT(console_, HasSubstr(measurement));
}

}  // namespace
}  // namespace proofload
