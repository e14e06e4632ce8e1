// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/markdown_summary.h>

#include <proofload/base/secret.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Limit markdown_p95_limit(const Report& report, double bound) {
  auto limit = judge(report.step("GET /x"), percentile(0.95), {Comparison::less, bound});
  limit.file = "suite_test.cpp";
  limit.line = 44;
  return limit;
}

TEST(MarkdownSummary, ShowsVerdictLoadLimitsAndSteps) {
  const auto report = RunBuilder().requests(1500, 5).report();
  EXPECT_EQ(markdown_summary(result_of(report, {markdown_p95_limit(report, 10)}, {})),
            "## ✅ PASS `Suite.Name`\n"
            "\n"
            "`hold 10/s for 10 s` in `local`: 100 of 100 planned starts in time, 1500 requests, 0 "
            "failed, "
            "p95 "
            "5 ms\n"
            "\n"
            "| | Limit | Observed | Margin | Samples |\n"
            "|---|---|---:|---|---:|\n"
            "| ✅ | `GET /x: p95 < 10 ms` | 5 ms | 5 ms inside (50 %) | 1500 |\n"
            "\n"
            "<details><summary>1 step</summary>\n"
            "\n"
            "| Step | Requests | Failed | p50 | p95 | p99 | max |\n"
            "|---|---:|---:|---:|---:|---:|---:|\n"
            "| `GET /x` | 1500 | 0 | 5 ms | 5 ms | 5 ms | 5 ms |\n"
            "\n"
            "</details>\n");
}

TEST(MarkdownSummary, ExplainsABrokenLimitUnderTheTable) {
  const auto report = RunBuilder().requests(1000, 5).report();
  const auto text = markdown_summary(result_of(report, {markdown_p95_limit(report, 4)}, {}));
  EXPECT_THAT(text, StartsWith("## ❌ FAIL `Suite.Name`\n"));
  EXPECT_THAT(text, HasSubstr("\n- `1 of 1 limit is broken"));
  EXPECT_THAT(text, HasSubstr("\n| ❌ | `GET /x: p95 < 4 ms` | 5 ms | 1 ms over (25 %) | 1000 |\n"
                              "\n- `p95 is 5 ms, 1 ms over (25 %), from 1000 samples (p50 5 ms, "
                              "max 5 ms)` `suite_test.cpp:44`\n"));
}

TEST(MarkdownSummary, ShowsNoNumbersWhereALimitFoundNothing) {
  const auto report = RunBuilder().report();
  EXPECT_THAT(markdown_summary(result_of(report, {markdown_p95_limit(report, 4)}, {})),
              HasSubstr("\n| ❌ | `GET /x: p95 < 4 ms` | - | - | 0 |\n"));
}

TEST(MarkdownSummary, ShowsAnInvalidRunAndThatItIsSkipped) {
  auto run = RunBuilder();
  run.facts.account.on_time = 50;
  auto result = result_of(run.report(), {}, {});
  EXPECT_THAT(markdown_summary(result), StartsWith("## ⚠️ INVALID `Suite.Name`\n"));
  result.skipped = true;
  EXPECT_THAT(markdown_summary(result), StartsWith("## ⚠️ INVALID `Suite.Name` (skipped)\n"));
}

TEST(MarkdownSummary, ShowsOtherAssertionsAsTheyAre) {
  const auto report = RunBuilder().requests(1000, 5).report();
  EXPECT_THAT(markdown_summary(result_of(report, {}, {{"Expected 1\n got 2", "a_test.cpp", 50}})),
              HasSubstr("```text\na_test.cpp:50\nExpected 1\n got 2\n```\n"));
}

TEST(MarkdownSummary, ListsWhatWasFound) {
  RunBuilder run(30s);
  run.requests_in({0, 30}, 20, 8);
  EXPECT_THAT(markdown_summary(result_of(run.report(), {}, {})),
              HasSubstr("\nFindings:\n\n- `response_time_trend 0 %: p95 from 8 ms in the first "
                        "third to 8 ms in the last`\n"));
}

TEST(MarkdownSummary, CutsNoSecretInTwo) {
  const auto hidden = secret("markdown-summary-hunter2");
  const auto report = RunBuilder().report();
  const auto text = markdown_summary(
      result_of(report, {}, {{std::string(3990, 'x') + hidden, "a_test.cpp", 50}}));
  EXPECT_THAT(text, HasSubstr("x[secret]\n```\n"));
  EXPECT_THAT(text, Not(HasSubstr("markdown-")));
}

TEST(MarkdownSummary, CutsLongListsAndSaysSo) {
  RunBuilder run;
  for (int step = 0; step < 103; ++step) run.requests(1, 1, "200", "GET /" + std::to_string(step));
  const auto text = markdown_summary(result_of(run.report(), {}, {}));
  EXPECT_THAT(
      text, AllOf(HasSubstr("<summary>103 steps</summary>"), HasSubstr("\n\nand 3 more steps\n")));
}

TEST(MarkdownSummary, LeavesHostileNamesNothingButCode) {
  RunBuilder run;
  run.requests(1000, 5, "200", "GET /`|<img src=x>\n[a](b)");
  const auto limit = judge(run.report().step("GET /`|<img src=x>\n[a](b)"), percentile(0.95),
                           {Comparison::less, 10});
  const auto text = markdown_summary(result_of(run.report(), {limit}, {}));
  EXPECT_THAT(text, HasSubstr("| ✅ | `GET /\\x60\\x7c<img src=x>\\n[a](b): p95 < 10 ms` |"));
  EXPECT_THAT(text, HasSubstr("\n| `GET /\\x60\\x7c<img src=x>\\n[a](b)` | 1000 |"));
  EXPECT_THAT(text, Not(HasSubstr("GET /`")));
}

}  // namespace
}  // namespace proofload
