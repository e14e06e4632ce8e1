// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/limit_lines.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::HasSubstr;

constexpr ConsoleStyle plain_lines{};
constexpr ConsoleStyle utf8_lines{false, true};

Limit at_line(int line, Limit limit) {
  limit.file = "suite_test.cpp";
  limit.line = line;
  return limit;
}

TEST(LimitLines, AreEmptyWithoutLimits) { EXPECT_EQ(limit_lines({}, plain_lines), ""); }

TEST(LimitLines, ShowLimitsUnderTheirSubjectAndExplainBrokenOnes) {
  const auto report = RunBuilder().requests(1000, 5).report();
  const auto step = report.step("GET /x");
  const std::vector<Limit> limits{
      at_line(43, judge(report, error_rate(), {Comparison::less, 0.01})),
      at_line(44, judge(step, percentile(0.95), {Comparison::less, 10})),
      at_line(45, judge(step, percentile(0.99), {Comparison::less, 4}))};
  EXPECT_EQ(limit_lines(limits, utf8_lines),
            "\n"
            "  █ LIMITS\n"
            "\n"
            "    whole run\n"
            "    ✓ error rate < 1 %  0 %, 1 % inside, 1000 samples\n"
            "    GET /x\n"
            "    ✓ p95 < 10 ms       5 ms, 5 ms inside (50 %), 1000 samples\n"
            "    ✗ p99 < 4 ms\n"
            "      p99 is 5 ms, 1 ms over (25 %), from 1000 samples (p50 5 ms, max 5 ms)\n"
            "      at suite_test.cpp:45\n");
}

TEST(LimitLines, MarkALimitInDoubtAndAlignWithWordsToo) {
  RunBuilder run;
  run.requests_in({0, 10}, 1000, 8).requests(2000, 300, "200", "GET /x", 5).stall(5, 300);
  auto limit = judge(run.report(), percentile(0.95), {Comparison::less, 100});
  limit.source = "command line";
  EXPECT_EQ(limit_lines({limit}, plain_lines),
            "\n"
            "  = LIMITS\n"
            "\n"
            "    whole run\n"
            "    ?    p95 < 100 ms\n"
            "         " +
                limit.explanation() + "\n         given on the command line\n");
}

TEST(LimitLines, KeepTheLinesOfAnExplanationTogetherAndItsControlCharactersAway) {
  Limit limit;
  limit.subject = "GET /\x1b[2J";
  limit.problem = "first\nsecond\x07";
  limit.file = "suite_test.cpp";
  EXPECT_EQ(limit_lines({limit}, plain_lines),
            "\n"
            "  = LIMITS\n"
            "\n"
            "    GET /\\x1b[2J\n"
            "    FAIL  \n"
            "         first\n"
            "         second\\x07\n"
            "         at suite_test.cpp:0\n");
}

TEST(LimitLines, SayWhoAskedForABaselineThatIsMissing) {
  Limit limit;
  limit.source = "baseline";
  limit.problem = "there is none";
  EXPECT_THAT(limit_lines({limit}, plain_lines), HasSubstr("asked for by --compare-baseline\n"));
  limit.source = "command line";
  EXPECT_THAT(limit_lines({limit}, plain_lines), HasSubstr("given on the command line\n"));
}

}  // namespace
}  // namespace proofload
