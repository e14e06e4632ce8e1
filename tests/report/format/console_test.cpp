// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/console.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

TEST(Console, ShowsLoadDeliveryAndSteps) {
  const auto text = measurement_text(RunBuilder().requests(1500, 5).report());
  EXPECT_THAT(text, HasSubstr("hold 10/s for 10 s"));
  EXPECT_THAT(text, HasSubstr("100 of 100 planned starts in time; 100 started, 0 of them late, 0 "
                              "dropped; 3 users at most"));
  EXPECT_THAT(text, ContainsRegex("GET /x +1500 +0 +5 ms"));
}

TEST(Console, ShowsWhatWasStartedLateAndWhatWasDropped) {
  auto run = RunBuilder();
  run.requests(1, 1).sample(metrics::late_starts, 2).sample(metrics::late_starts, 1, {}, 4);
  run.facts.account.started = 98;
  run.facts.account.on_time = 95;
  EXPECT_THAT(measurement_text(run.report()),
              HasSubstr("95 of 100 planned starts in time; 98 started, 3 of them late, 2 dropped"));
  run.facts.account.planned = {};
  EXPECT_THAT(measurement_text(run.report()),
              HasSubstr("starts     98 started, 3 of them late; 3 users"));
}

TEST(Console, ShowsEachOfSeveralScenariosAndItsSteps) {
  RunBuilder run(Timeline({{"browse", 0s, 0s, 10s}, {"order", 0s, 0s, 10s}}, {}));
  run.requests(7, 5, "200", "GET /x", 0, {{"scenario", "browse"}})
      .requests(3, 5, "503", "GET /x", 0, {{"scenario", "order"}})
      .sample(metrics::late_starts, 1, {{"scenario", "order"}});
  run.facts.scenarios = {{"browse", "hold 50/s for 10 s", RunBuilder::delivered(500)},
                         {"order", "hold 5 users for 10 s", RunBuilder::delivered(80)}};
  run.facts.scenarios[1].account.planned = {};
  const auto text = measurement_text(run.report());
  EXPECT_THAT(text, HasSubstr("  browse     hold 50/s for 10 s\n             500 of 500 planned "
                              "starts in time; 500 started, 0 of them late"));
  EXPECT_THAT(text, HasSubstr("  order      hold 5 users for 10 s\n             80 started, 1 of"));
  EXPECT_THAT(text, ContainsRegex("  browse\n    GET /x +7 +0 .*\n  order\n    GET /x +3 +3 "));
  EXPECT_THAT(text, ContainsRegex("\n  all steps +10 +3 "));
  EXPECT_THAT(text, HasSubstr("GET /x of order: status 503 3 times"));
}

TEST(Console, SaysWhetherTheGeneratorKeptTime) {
  auto run = RunBuilder();
  EXPECT_THAT(verdict_text(result_of(run.report(), {}, {})),
              HasSubstr("the generator kept time in all 10 seconds"));
  run.stall(5, 300);
  EXPECT_THAT(verdict_text(result_of(run.report(), {}, {})),
              HasSubstr("the generator did not keep time in 3 of 10 seconds: in second 5 it"));
}

TEST(Console, MarksALimitThatIsInDoubt) {
  RunBuilder run;
  run.requests_in({0, 10}, 1000, 8).requests(2000, 300, "200", "GET /x", 5).stall(5, 300);
  const auto limit = judge(run.report(), percentile(0.95), {Comparison::less, 100});
  const auto text = verdict_text(result_of(run.report(), {limit}, {}));
  EXPECT_THAT(text, HasSubstr("DOUBT  whole run: p95 < 100 ms"));
  EXPECT_THAT(text, HasSubstr("INVALID  Suite.Name"));
}

TEST(Console, ShowsErrorsByStatusAndKind) {
  const auto text = measurement_text(RunBuilder().requests(7, 5, "503").report());
  EXPECT_THAT(text, HasSubstr("GET /x: status 503 7 times"));
}

TEST(Console, ShowsMetricsOfTheTestItself) {
  const auto own = counter("orders");
  EXPECT_THAT(measurement_text(RunBuilder().sample(own, 20).report()),
              ContainsRegex("orders +count=20  rate=2/s"));
}

TEST(Console, ShowsEachLimitAndTheVerdict) {
  const auto report = RunBuilder().requests(1000, 5).report();
  const auto broken = judge(report.step("GET /x"), percentile(0.95), {Comparison::less, 4});
  const auto text = verdict_text(result_of(report, {broken}, {}));
  EXPECT_THAT(text, HasSubstr("BROKEN GET /x: p95 < 4 ms"));
  EXPECT_THAT(text, HasSubstr("FAIL  Suite.Name"));
  EXPECT_THAT(text, HasSubstr("1 of 1 limit is broken"));
}

TEST(Console, SendsNoControlCharacterOfAServiceToTheTerminal) {
  const auto text = measurement_text(RunBuilder().requests(1, 1, "200", "GET /\x1b[2J").report());
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
}

TEST(Console, ProgressFitsOnALine) {
  Progress progress;
  progress.elapsed = 12s;
  progress.length = 30s;
  progress.users = 12;
  progress.starts_per_second = 998;
  progress.requests = 1000;
  progress.p95 = 1.25;
  EXPECT_EQ(progress_line(progress),
            "   12 s of 30 s   998/s   12 users   1000 requests, 0 failed, p95 1.25 ms");
}

}  // namespace
}  // namespace proofload
