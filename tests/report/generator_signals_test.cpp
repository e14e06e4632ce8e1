// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/generator_signals.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

std::vector<GeneratorSignals> signals(const RunBuilder& run) {
  return signals_of(*run.report().measurements());
}

TEST(GeneratorSignals, HaveOneEntryForEachSliceAndTheOneAfterTheLoad) {
  EXPECT_EQ(signals(RunBuilder()).size(), 11);
}

TEST(GeneratorSignals, AreZeroWhereNothingWasMeasured) {
  const auto first = signals(RunBuilder()).front();
  EXPECT_EQ(first.late_p99, 0);
  EXPECT_EQ(first.steal, 0);
  EXPECT_EQ(first.local_errors, 0);
  EXPECT_EQ(first.stall(), 0);
}

TEST(GeneratorSignals, BelongToTheSecondTheyWereMeasuredIn) {
  const auto all = signals(RunBuilder()
                               .samples(98, metrics::pacing, 1, {}, 3)
                               .samples(2, metrics::pacing, 20, {}, 3)
                               .sample(metrics::generator_steal, 0.25, {}, 4));
  EXPECT_NEAR(all[3].late_p99, 20, 0.01);
  EXPECT_EQ(all[3].late_max, 20);
  EXPECT_EQ(all[3].steal, 0);
  EXPECT_EQ(all[4].steal, 0.25);
  EXPECT_EQ(all[4].late_max, 0);
}

TEST(GeneratorSignals, AddUpTheScenariosAndKeepTheWorstOfTheThreads) {
  const auto all = signals(RunBuilder()
                               .sample(metrics::pacing, 1, {{"scenario", "a"}})
                               .sample(metrics::pacing, 5, {{"scenario", "b"}})
                               .sample(metrics::generator_busy, 0.9)
                               .sample(metrics::generator_busy, 0.1));
  EXPECT_EQ(all[0].late_max, 5);
  EXPECT_EQ(all[0].busy, 0.9);
}

TEST(GeneratorSignals, CountFailuresForWantOfResourcesOfOurOwnOnly) {
  const auto all = signals(RunBuilder().errors(3, "local_resources", 2).errors(5, "timeout", 2));
  EXPECT_EQ(all[2].local_errors, 3);
}

TEST(GeneratorSignals, TakeForAStallWhateverHeldTheGeneratorUpLongest) {
  GeneratorSignals signals;
  signals.late_max = 10;
  signals.hiccup = 30;
  signals.throttled = 20;
  EXPECT_EQ(signals.stall(), 30);
  signals.clock_jump = 5000;
  EXPECT_EQ(signals.stall(), 5000);
}

}  // namespace
}  // namespace proofload
