// SPDX-License-Identifier: Apache-2.0
#include <micro/allocations.h>
#include <micro/values.h>
#include <proofload/metrics/window.h>

namespace proofload {
namespace {

constexpr int seconds = 600;
constexpr int steps = 10;
constexpr int samples_a_second = 100;  // of each step

void record_a_second(Recorder& recorder, const Latencies& latencies, std::size_t second) {
  for (int step = 0; step < steps; ++step) {
    const Tags tags{{"step", "GET /" + std::to_string(step)}, {"status", "200"}};
    const SeriesId id = recorder.series(metrics::response, tags);
    for (std::size_t i = 0; i < samples_a_second; ++i) {
      recorder.record(id, latencies[second * 31 + std::size_t(step) * 7 + i]);
    }
  }
}

std::shared_ptr<const Measurements> measured_ten_minutes() {
  const Latencies latencies;
  auto measured = std::make_shared<Measurements>(Timeline(Duration(1s) * seconds));
  Recorder recorder;
  std::unique_ptr<Recording> spare;
  for (SliceNumber second = 0; second < seconds; ++second) {
    record_a_second(recorder, latencies, second);
    spare = recorder.exchange(second + 1, std::move(spare));
    measured->add(0, *spare);
  }
  return measured;
}

/// Ten minutes of ten steps; made once.
std::shared_ptr<const Measurements> ten_minutes() {
  static const auto measured = measured_ten_minutes();
  return measured;
}

void percentile_of_the_whole_run(benchmark::State& state) {
  const Window window(ten_minutes());
  const CountAllocations count(state);
  for (auto _ : state) benchmark::DoNotOptimize(window.trend().quantile(0.95));
}
BENCHMARK(percentile_of_the_whole_run)->Unit(benchmark::kMicrosecond);

// Put together from 600 slices, of all steps or of one.
void percentile_of_600_slices(benchmark::State& state) {
  const Window window = Window(ten_minutes()).between(0s, Duration(1s) * seconds);
  const CountAllocations count(state);
  for (auto _ : state) benchmark::DoNotOptimize(window.trend().quantile(0.95));
}
BENCHMARK(percentile_of_600_slices)->Unit(benchmark::kMicrosecond);

void percentile_of_a_step_in_600_slices(benchmark::State& state) {
  const Window window = Window(ten_minutes()).step("GET /3").between(0s, Duration(1s) * seconds);
  const CountAllocations count(state);
  for (auto _ : state) benchmark::DoNotOptimize(window.trend().quantile(0.95));
}
BENCHMARK(percentile_of_a_step_in_600_slices)->Unit(benchmark::kMicrosecond);

// The end of a second: what a worker measured of ten steps is added to all that was measured. The
// samples themselves are recorded within the time, too.
void add_a_second(benchmark::State& state) {
  const Latencies latencies;
  Measurements measured(Timeline(24h));
  Recorder recorder;
  std::unique_ptr<Recording> spare;
  SliceNumber second = 0;
  const CountAllocations count(state);
  for (auto _ : state) {
    record_a_second(recorder, latencies, second);
    spare = recorder.exchange(++second, std::move(spare));
    measured.add(0, *spare);
  }
}
BENCHMARK(add_a_second)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace proofload
