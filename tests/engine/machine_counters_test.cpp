// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/machine_counters.h>

#include <proofload/metrics/names.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::optional<double> value_of(const Metric& metric, const MachineCounters& before,
                               const MachineCounters& now, Duration elapsed = 1s) {
  for (const auto& [signal, value] : signals_between(before, now, elapsed))
    if (signal == metric) return value;
  return {};
}

TEST(MachineCounters, ReadStolenTimeOfAllProcessors) {
  const auto ticks = parse_processor_ticks(
      "cpu  100 20 30 800 5 1 2 42 7 0\n"
      "cpu0 50 10 15 400 2 0 1 40 3 0\n");
  ASSERT_TRUE(ticks);
  EXPECT_EQ(ticks->all, 1000) << "guest time is in user time";
  EXPECT_EQ(ticks->stolen, 42);
  EXPECT_FALSE(parse_processor_ticks(""));
  EXPECT_FALSE(parse_processor_ticks("cpu  100 20 30 800 5 1 2\ncpu0 1 1 1 1 1 1 1 1"))
      << "an old kernel knows no stolen time";
  EXPECT_FALSE(parse_processor_ticks("intr 1 2 3 4 5 6 7 8"));
}

TEST(MachineCounters, ReadThrottlingOfBothVersionsOfControlGroups) {
  EXPECT_EQ(parse_throttled("usage_usec 5000000\nuser_usec 1\nsystem_usec 1\nnr_periods 9\n"
                            "nr_throttled 3\nthrottled_usec 250000\n"),
            250ms);
  EXPECT_EQ(parse_throttled("nr_periods 9\nnr_throttled 3\nthrottled_time 250000000\n"), 250ms);
  EXPECT_EQ(parse_throttled("usage_usec 5000000\n"), std::nullopt)
      << "no limit, nothing to throttle";
  EXPECT_EQ(parse_throttled(""), std::nullopt);
}

TEST(MachineCounters, ReadHowLongAThreadWaitedForAProcessor) {
  EXPECT_EQ(parse_run_delay("1000000 2500000 17\n"), 2500us);
  EXPECT_EQ(parse_run_delay(""), std::nullopt);
  EXPECT_EQ(parse_run_delay("1000000\n"), std::nullopt);
}

TEST(MachineCounters, ReadThePressureOfSomeProcessNotOfAll) {
  EXPECT_EQ(parse_pressure("some avg10=1.25 avg60=1.26 avg300=2.49 total=1500000\n"
                           "full avg10=0.00 avg60=0.00 avg300=0.00 total=7\n"),
            1500ms);
  EXPECT_EQ(parse_pressure("full avg10=0.00 avg60=0.00 avg300=0.00 total=7\n"), std::nullopt);
  EXPECT_EQ(parse_pressure(""), std::nullopt);
}

TEST(MachineCounters, SaySharesAndTimesBetweenTwoReadings) {
  MachineCounters before{ProcessorTicks{1000, 10}, {1s}, {3s, 2s}, 4s, 5, 0s};
  MachineCounters now{ProcessorTicks{1200, 30}, {1100ms}, {3400ms, 2100ms}, 4500ms, 7, 3s};
  EXPECT_EQ(value_of(metrics::generator_steal, before, now, 2s), 0.1);
  EXPECT_EQ(value_of(metrics::generator_throttled, before, now, 2s), 100);
  EXPECT_EQ(value_of(metrics::generator_run_queue, before, now, 2s), 0.2) << "the longest wait";
  EXPECT_EQ(value_of(metrics::generator_pressure, before, now, 2s), 0.25);
  EXPECT_EQ(value_of(metrics::generator_page_faults, before, now, 2s), 2);
  EXPECT_EQ(value_of(metrics::generator_clock_jump, before, now, 2s), 3000);
}

TEST(MachineCounters, LeaveOutWhatEitherReadingDoesNotKnow) {
  MachineCounters known{ProcessorTicks{1000, 10}, {1s}, {2s}, 4s, 5, 0s};
  EXPECT_THAT(signals_between({}, known, 1s), IsEmpty());
  EXPECT_THAT(signals_between(known, {}, 1s), IsEmpty());
  MachineCounters before{{}, {}, {2s, 3s}};
  MachineCounters now{{}, {}, {std::nullopt, 3500ms}};
  EXPECT_EQ(value_of(metrics::generator_run_queue, before, now), 0.5)
      << "the other thread has gone";
}

TEST(MachineCounters, DoNotTakeTwoClocksReadOneAfterTheOtherForASuspend) {
  MachineCounters before{{}, {}, {}, {}, {}, Duration(0)};
  MachineCounters now{{}, {}, {}, {}, {}, Duration(9ms)};
  EXPECT_EQ(value_of(metrics::generator_clock_jump, before, now), 0);
}

TEST(MachineCounters, GiveNoShareOfNoTime) {
  MachineCounters same{ProcessorTicks{1000, 10}, {}, {2s}, 4s};
  EXPECT_THAT(signals_between(same, same, 0s), IsEmpty());
}

}  // namespace
}  // namespace proofload
