// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/console.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

TEST(Console, ShowsLoadStepsDeliveryAndGeneratorInThisOrder) {
  EXPECT_EQ(measurement_text(RunBuilder().requests(1500, 5).report()),
            "\n"
            "Suite.Name\n"
            "  load       hold 10/s for 10 s\n"
            "  target     http://127.0.0.1:1 (environment local)\n"
            "\n"
            "  = TOTAL RESULTS\n"
            "\n"
            "    LATENCY FROM THE PLAN\n"
            "    response..: avg=5ms min=5ms med=5ms max=5ms p(90)=5ms p(95)=5ms\n"
            "    service...: avg=5ms min=5ms med=5ms max=5ms p(90)=5ms p(95)=5ms\n"
            "\n"
            "  step      requests    failed       p50       p95       p99       max\n"
            "  GET /x        1500         0      5 ms      5 ms      5 ms      5 ms\n"
            "\n"
            "  starts     100 of 100 planned starts in time; 100 started, 0 of them late, 0 "
            "dropped; 3 users at most\n"
            "  generator  10 % of a core in its busiest thread, starts late by p50 -, p99 -\n");
}

TEST(Console, ShowsWhatWasStartedLateAndWhatWasDropped) {
  auto run = RunBuilder();
  run.requests(1, 1).sample(metrics::late_starts, 2).sample(metrics::late_starts, 1, {}, 4);
  run.facts.account.started = 98;
  run.facts.account.on_time = 95;
  EXPECT_THAT(measurement_text(run.report(), ConsoleStyle{true, false}),
              HasSubstr("95 of 100 planned starts in time; 98 started, 3 of them late, "
                        "\033[31m2 dropped\033[0m; 3 users"));
  run.facts.account.planned = {};
  EXPECT_THAT(measurement_text(run.report()),
              HasSubstr("starts     98 started, 3 of them late; 3 users"));
}

TEST(Console, ShowsTheLoadAndTheDeliveryOfEachOfSeveralScenarios) {
  RunBuilder run(Timeline({{"browse", 0s, 0s, 10s}, {"order", 0s, 0s, 10s}}, {}));
  run.requests(7, 5, "200", "GET /x", 0, {{"scenario", "browse"}})
      .sample(metrics::late_starts, 1, {{"scenario", "order"}});
  run.facts.scenarios = {{"browse", "hold 50/s for 10 s", RunBuilder::delivered(500)},
                         {"order", "hold 5 users for 10 s", RunBuilder::delivered(80)}};
  run.facts.scenarios[1].account.planned = {};
  EXPECT_THAT(measurement_text(run.report()),
              AllOf(HasSubstr("  load       browse: hold 50/s for 10 s\n"
                              "             order: hold 5 users for 10 s\n"),
                    HasSubstr("  starts     browse: 500 of 500 planned starts in time; 500 "
                              "started, 0 of them late, 0 dropped; 3 users at most\n"
                              "             order: 80 started, 1 of them late; 3 users")));
}

TEST(Console, ShowsWhatWasFoundBelowTheGenerator) {
  RunBuilder run(30s);
  run.requests_in({0, 30}, 20, 8);
  run.sample(metrics::service_memory, 1000, {}, 2).sample(metrics::service_memory, 2000, {}, 28);
  EXPECT_THAT(measurement_text(run.report()),
              EndsWith("\n  findings   memory_leak_indicator 100 %: service_memory from 1000 B in "
                       "the first third to 1.95 KiB in the last, by 2.25 KiB a minute\n"
                       "             response_time_trend 0 %: p95 from 8 ms in the first third to "
                       "8 ms in the last\n"));
}

TEST(Console, SaysHowARunWasScaled) {
  auto run = RunBuilder();
  run.facts.scale.load = Percent::of_hundred(10);
  EXPECT_THAT(measurement_text(run.report()),
              HasSubstr("  scaled     10 % of the load, 100 % of the time\n"));
}

TEST(Console, SaysWhetherTheGeneratorKeptTime) {
  auto run = RunBuilder();
  EXPECT_THAT(verdict_text(result_of(run.report(), {}, {})),
              HasSubstr("the generator kept time in all 10 seconds"));
  run.stall(5, 300);
  EXPECT_THAT(verdict_text(result_of(run.report(), {}, {})),
              HasSubstr("the generator did not keep time in 3 of 10 seconds: in second 5 it"));
}

TEST(Console, ShowsTheLimitsFirstAndTheVerdictLast) {
  const auto report = RunBuilder().requests(1000, 5).report();
  const auto limit = judge(report.step("GET /x"), percentile(0.95), {Comparison::less, 10});
  EXPECT_EQ(verdict_text(result_of(report, {limit}, {})),
            "\n"
            "  = LIMITS\n"
            "\n"
            "    GET /x\n"
            "    ok   p95 < 10 ms  5 ms, 5 ms inside (50 %), 1000 samples\n"
            "\n"
            "  the generator kept time in all 10 seconds\n"
            "\n"
            "  PASS  Suite.Name\n");
}

TEST(Console, ShowsTheReasonsUnderTheVerdict) {
  const auto report = RunBuilder().requests(1000, 5).report();
  const auto broken = judge(report.step("GET /x"), percentile(0.95), {Comparison::less, 4});
  const auto result = result_of(report, {broken}, {});
  ASSERT_EQ(result.verdict.reasons.size(), 1u);
  EXPECT_THAT(verdict_text(result, ConsoleStyle{true, false}),
              EndsWith("\n  \033[31mFAIL\033[0m  Suite.Name\n        " +
                       result.verdict.reasons.front() + "\n"));
}

TEST(Console, SaysThatTheTestIsSkipped) {
  auto run = RunBuilder();
  run.facts.account.on_time = 50;
  auto result = result_of(run.report(), {}, {});
  result.skipped = true;
  EXPECT_THAT(verdict_text(result), HasSubstr("  INVALID  Suite.Name (the test is skipped)\n"));
}

TEST(Console, SendsNoControlCharacterOfAServiceToTheTerminal) {
  const auto text = measurement_text(RunBuilder().requests(1, 1, "503", "GET /\x1b[2J").report());
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace proofload
