// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/console.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Console, ShowsLoadDeliveryAndSteps) {
  const auto text = measurement_text(RunBuilder().requests(1500, 5).report());
  EXPECT_THAT(text, HasSubstr("hold 10/s for 10 s"));
  EXPECT_THAT(text, HasSubstr("100 of 100 planned starts in time"));
  EXPECT_THAT(text, testing::ContainsRegex("GET /x +1500 +0 +5 ms"));
}

TEST(Console, ShowsErrorsByStatusAndKind) {
  const auto text = measurement_text(RunBuilder().requests(7, 5, "503").report());
  EXPECT_THAT(text, HasSubstr("GET /x: status 503 7 times"));
}

TEST(Console, ShowsMetricsOfTheTestItself) {
  const auto own = counter("orders");
  EXPECT_THAT(measurement_text(RunBuilder().sample(own, 20).report()),
              testing::ContainsRegex("orders +count=20  rate=2/s"));
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
