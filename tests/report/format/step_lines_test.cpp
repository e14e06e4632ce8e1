// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/step_lines.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::HasSubstr;

std::string table(const Report& report, const ConsoleStyle& style = {}) {
  return step_lines(report, step_rows(report), style);
}

TEST(StepLines, ShowOneStepWithItsResponse) {
  EXPECT_EQ(table(RunBuilder().requests(1500, 5).report()),
            "  step      requests    failed       p50       p95       p99       max\n"
            "  GET /x        1500         0      5 ms      5 ms      5 ms      5 ms\n"
            "\n");
}

TEST(StepLines, ShowFailuresInRedWithoutMovingColumns) {
  EXPECT_THAT(table(RunBuilder().requests(7, 5, "503").report(), ConsoleStyle{true, false}),
              HasSubstr("  GET /x           7 \033[31m        7\033[0m      5 ms"));
}

TEST(StepLines, ShowSeveralScenariosAndTheirSum) {
  RunBuilder run(Timeline({{"browse", 0s, 0s, 10s}, {"order", 0s, 0s, 10s}}, {}));
  run.requests(7, 5, "200", "GET /x", 0, {{"scenario", "browse"}})
      .requests(3, 5, "503", "GET /µ", 0, {{"scenario", "order"}});
  EXPECT_EQ(table(run.report()),
            "  step         requests    failed       p50       p95       p99       max\n"
            "  browse\n"
            "    GET /x            7         0      5 ms      5 ms      5 ms      5 ms\n"
            "  order\n"
            "    GET /µ            3         3      5 ms      5 ms      5 ms      5 ms\n"
            "  all steps          10         3      5 ms      5 ms      5 ms      5 ms\n"
            "\n");
  EXPECT_EQ(error_lines(run.report(), step_rows(run.report())),
            "  GET /µ of order: status 503 3 times\n\n");
}

TEST(StepLines, ShowErrorsByKindAndTheMostFrequentReasons) {
  RunBuilder run;
  run.errors(2, "timeout");
  for (int reason = 1; reason <= 7; ++reason)
    run.samples(std::size_t(reason), metrics::failed_iterations, 1,
                {{"reason", "no value " + std::to_string(reason)}});
  EXPECT_EQ(error_lines(run.report(), step_rows(run.report())),
            "  GET /x: timeout 2 times\n"
            "  iterations that ended early: 7 times, no value 7\n"
            "  iterations that ended early: 6 times, no value 6\n"
            "  iterations that ended early: 5 times, no value 5\n"
            "  iterations that ended early: 4 times, no value 4\n"
            "  iterations that ended early: 3 times, no value 3\n"
            "  and 2 more reasons\n"
            "\n");
}

TEST(StepLines, AreEmptyWithoutSteps) {
  const auto report = RunBuilder().report();
  EXPECT_EQ(table(report), "");
  EXPECT_EQ(error_lines(report, {}), "");
}

}  // namespace
}  // namespace proofload
