// SPDX-License-Identifier: Apache-2.0

// What is left of a test that was killed, interrupted, or could not write.

#include "integration/result_program.h"

#include <csignal>

namespace proofload {
namespace {

using nlohmann::json;
using testing::AnyOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

class UnfinishedResults : public ResultProgram {
 protected:
  /// As the page holds it.
  json summary_in_page() const {
    const std::string begin = "<script type=\"application/json\" id=\"summary\">";
    const auto page = output_file("Results.Last.html");
    const auto from = page.find(begin) + begin.size();
    return json::parse(page.substr(from, page.find("</script>", from) - from));
  }

  void interrupt_by(int signal, const std::string& name) {
    start("Results.Last");
    ASSERT_NO_FATAL_FAILURE(wait_for_files(5));
    send(signal);
    wait_for_end();
    EXPECT_EQ(exit_code_, 1);
    EXPECT_LT(seconds_, 50) << "of a run of a minute";
    EXPECT_EQ(summary()["complete"], true);
    EXPECT_EQ(summary()["verdict"]["outcome"], "FAIL");
    EXPECT_THAT(summary()["verdict"]["reasons"][0].get<std::string>(),
                HasSubstr("interrupted by " + name));
    EXPECT_THAT(console_, HasSubstr("interrupted by " + name));
    EXPECT_THAT(junit(), HasSubstr("interrupted by " + name));
    const auto limits = summary()["limits"];
    ASSERT_EQ(limits.size(), 2u);
    for (const auto& limit : limits) {
      EXPECT_EQ(limit["held"], true) << limit;
      EXPECT_GT(limit["samples"], 0) << limit;
    }
    EXPECT_EQ(summary_in_page(), summary());
  }
};

TEST_F(UnfinishedResults, AreKeptUpToAFewSecondsBeforeAKill) {
  start("Results.Last");
  ASSERT_NO_FATAL_FAILURE(wait_for_files(5));
  send(SIGKILL);
  wait_for_end();
  EXPECT_EQ(exit_code_, 128 + SIGKILL);
  EXPECT_EQ(summary()["complete"], false);
  EXPECT_EQ(summary()["verdict"]["outcome"], "INVALID");
  const auto course = summary()["course"]["columns"];
  ASSERT_GE(course["to_seconds"].size(), 4u);
  EXPECT_LT(seconds_ - course["to_seconds"].back().get<double>(), 7) << "with the program's start";
  EXPECT_GT(course["requests"][3], 0);
  EXPECT_GT(summary()["steps"][0]["requests"], 0);
  EXPECT_FALSE(summary()["exemplars"]["slowest"].empty());
  EXPECT_EQ(summary_in_page()["test"], "Results.Last");
  EXPECT_EQ(summary_in_page()["complete"], false);
  EXPECT_THAT(junit(), StartsWith("<?xml"));
  EXPECT_THAT(junit(), EndsWith("</testsuites>\n"));
  EXPECT_THAT(junit(), HasSubstr("<error type=\"INVALID\" message=\"the test had not come to its "
                                 "end when this was written, "));
}

TEST_F(UnfinishedResults, AreCompleteWhereTheTestIsTerminated) { interrupt_by(SIGTERM, "SIGTERM"); }

TEST_F(UnfinishedResults, AreCompleteWhereTheTestIsInterrupted) { interrupt_by(SIGINT, "SIGINT"); }

// Enough for the trial before the load and for the summary, not for the page.
constexpr auto hundred_kibibytes = "ulimit -f 200; exec ";

TEST_F(UnfinishedResults, ArePrintedWhereAFileCannotBeWritten) {
  before_ = hundred_kibibytes;
  play("Results.Count", "--export=k6-summary");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_THAT(console_, HasSubstr("cannot write " + (output() / "Results.Count.html").string() +
                                  ": File too large; the result is printed above"));
  const auto from = console_.find("\n{\"");
  ASSERT_NE(from, std::string::npos) << console_;
  const auto printed = json::parse(console_.substr(from, console_.find("\n", from + 1) - from));
  EXPECT_EQ(printed["load"]["finished"], 500);
  EXPECT_EQ(summary(), printed) << "what still fits is there";
  EXPECT_THAT(junit(), HasSubstr("name=\"requests\" value=\"500\""));
  EXPECT_FALSE(output_file("Results.Count.k6-summary.json").empty());
}

TEST_F(UnfinishedResults, SayWhatIsMissingWhereTheFileOfPointsIsCutShort) {
  before_ = "ulimit -f 1000; exec ";
  play("Results.Count", "--export=k6-points");
  EXPECT_EQ(exit_code_, 1) << "what was asked for is not there";
  const std::string note = summary()["verdict"]["notes"].back();
  EXPECT_THAT(note, HasSubstr(" samples are missing in "));
  EXPECT_THAT(note, HasSubstr("File too large"));
  EXPECT_THAT(console_, HasSubstr("note: " + note));
  EXPECT_THAT(output_file("Results.Count.k6-points.json"), EndsWith("}\n")) << "no half lines";
}

TEST_F(UnfinishedResults, AreRefusedWhereNotEvenTheTrialFits) {
  before_ = "ulimit -f 100; exec ";
  play("Results.Last");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_LT(seconds_, 30) << "of a run of a minute";
  EXPECT_THAT(console_, HasSubstr("File too large; choose another output folder with --output"));
}

}  // namespace
}  // namespace proofload
