// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/machine_signals.h>

#include <proofload/engine/detail/thread_time.h>
#include <proofload/metrics/names.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

std::optional<double> value_of(const Metric& metric,
                               const std::vector<std::pair<Metric, double>>& signals) {
  for (const auto& [signal, value] : signals)
    if (signal == metric) return value;
  return {};
}

TEST(MachineSignals, GiveWhatEveryLinuxTells) {
  MachineSignals signals({});
  const auto all = signals.since_last(1s);
  EXPECT_TRUE(value_of(metrics::generator_page_faults, all));
  EXPECT_TRUE(value_of(metrics::generator_clock_jump, all));
}

TEST(MachineSignals, AreNeverNegative) {
  MachineSignals signals({thread_number()});
  for (int i = 0; i < 3; ++i)
    for (const auto& [metric, value] : signals.since_last(1ms)) EXPECT_GE(value, 0) << metric.name;
}

TEST(MachineSignals, LeaveOutAThreadThatDoesNotExist) {
  MachineSignals signals({-1});
  EXPECT_FALSE(value_of(metrics::generator_run_queue, signals.since_last(1s)));
}

}  // namespace
}  // namespace proofload
