// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/health_cause.h>

#include <proofload/report/health.h>
#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::HasSubstr;

std::string summary_of(const RunBuilder& run, Duration allowed = 1ms) {
  return health_of(run.report(), allowed).summary();
}

TEST(HealthCause, AllowsLatenessForTheP99AndTenTimesOfItForASingleStart) {
  const auto late_by = [](std::size_t often, double milliseconds, Duration allowed) {
    return summary_of(RunBuilder()
                          .samples(1000 - often, metrics::pacing, 0.1, {}, 5)
                          .samples(often, metrics::pacing, milliseconds, {}, 5),
                      allowed);
  };
  EXPECT_EQ(late_by(10, 1.5, 1ms), "") << "a hundredth";
  EXPECT_NE(late_by(11, 1.5, 1ms), "");
  EXPECT_EQ(late_by(11, 1.5, 2ms), "");
  EXPECT_EQ(late_by(1, 9, 1ms), "");
  EXPECT_NE(late_by(1, 11, 1ms), "");
}

// Each row: a signal, a value that is still good, one that is not.
TEST(HealthCause, HasABoundForEachSignal) {
  struct Row {
    Metric metric;
    double good;
    double bad;
    const char* reason;
  };
  const Row rows[] = {
      {metrics::generator_hiccup, 9.9, 10.1, "woke up 10.1 ms late"},
      {metrics::generator_steal, 0.05, 0.06, "its host took away 6 %"},
      {metrics::generator_throttled, 0, 0.5, "throttled for 500 µs"},
      {metrics::generator_run_queue, 0.05, 0.06, "waited for a processor for 6 %"},
      {metrics::generator_busy, 0.8, 0.81, "its busiest thread used 81 % of a core"},
      {metrics::generator_page_faults, 10, 11, "waited for 11 pages from disk"},
      {metrics::generator_clock_jump, 0, 2000, "suspended for 2 s"},
      {metrics::generator_pressure, 1, 1, ""},
  };
  for (const auto& [metric, good, bad, reason] : rows) {
    EXPECT_EQ(summary_of(RunBuilder().sample(metric, good, {}, 5)), "") << metric.name;
    EXPECT_THAT(summary_of(RunBuilder().sample(metric, bad, {}, 5)), HasSubstr(reason));
  }
}

TEST(HealthCause, AllowsAHiccupOfTwiceTheLateness) {
  const auto with = [](double milliseconds) {
    return summary_of(RunBuilder().sample(metrics::generator_hiccup, milliseconds, {}, 5), 20ms);
  };
  EXPECT_EQ(with(39), "");
  EXPECT_NE(with(41), "");
}

TEST(HealthCause, CountsRequestsThatFailedForWantOfResourcesOfOurOwn) {
  EXPECT_THAT(summary_of(RunBuilder().errors(2, "local_resources", 5)),
              HasSubstr("2 of its requests failed for want of descriptors"));
  EXPECT_EQ(summary_of(RunBuilder().errors(2, "timeout", 5)), "");
}

TEST(HealthCause, SaysInOneSentenceWhatWasWrongTheMostFrequentCauseFirst) {
  EXPECT_EQ(summary_of(RunBuilder().sample(metrics::pacing, 310, {}, 5)),
            "3 of 10 seconds: in second 5 it started up to 310 ms late");
  const auto run = RunBuilder()
                       .sample(metrics::pacing, 310, {}, 5)
                       .sample(metrics::generator_steal, 0.1, {}, 5)
                       .sample(metrics::generator_steal, 0.3, {}, 6);
  EXPECT_EQ(summary_of(run),
            "4 of 10 seconds: in 2 seconds its host took away 30 % of the processor time (worst in "
            "second 6); in second 5 it started up to 310 ms late");
}

TEST(HealthCause, NamesEverythingThatSpoiledASecond) {
  GeneratorSignals signals;
  EXPECT_EQ(unhealthy_because(signals, 1ms), "");
  signals.late_max = 310;
  signals.steal = 0.06;
  EXPECT_EQ(unhealthy_because(signals, 1ms),
            "it started up to 310 ms late, its host took away 6 % of the processor time");
}

TEST(HealthCause, ShowsTheThreeMostFrequent) {
  RunBuilder run;
  for (const auto& metric : {metrics::generator_steal, metrics::generator_run_queue,
                             metrics::generator_busy, metrics::generator_throttled})
    run.sample(metric, 0.9, {}, 5);
  EXPECT_THAT(summary_of(run), HasSubstr("; and more"));
}

}  // namespace
}  // namespace proofload
