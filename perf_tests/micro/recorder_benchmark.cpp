// SPDX-License-Identifier: Apache-2.0
#include <micro/allocations.h>
#include <micro/values.h>
#include <proofload/metrics/recorder.h>

#include <string>

namespace proofload {
namespace {

// By number, as the engine records what it looked up once.
void record_by_id(benchmark::State& state, const Metric& metric) {
  const Latencies latencies;
  Recorder recorder;
  const SeriesId id = recorder.series(metric, Tags{{"step", "GET /schemas/{id}"}});
  for (std::size_t i = 0; i < Latencies::size; ++i) recorder.record(id, latencies[i]);
  std::size_t i = 0;
  const CountAllocations count(state);
  for (auto _ : state) recorder.record(id, latencies[i++]);
}
BENCHMARK_CAPTURE(record_by_id, counter, counter("bench_counter"));
BENCHMARK_CAPTURE(record_by_id, gauge, gauge("bench_gauge"));
BENCHMARK_CAPTURE(record_by_id, rate, rate("bench_rate"));
BENCHMARK_CAPTURE(record_by_id, trend, trend("bench_trend"));

constexpr Metric looked_up = trend("bench_looked_up");

/// The recorder as it is after a while: a hundred series, each with samples.
void fill(Recorder& recorder, const Latencies& latencies) {
  for (int step = 0; step < 100; ++step) {
    const std::string name = "GET /schemas/" + std::to_string(step);
    const SeriesId id =
        recorder.series(looked_up, {{"scenario", "browse"}, {"step", name}, {"status", "200"}});
    for (std::size_t i = 0; i < Latencies::size; ++i) recorder.record(id, latencies[i]);
  }
}

// With tags given at the call, as an author's own sample with tags.
void record_with_three_tags(benchmark::State& state) {
  const Latencies latencies;
  Recorder recorder;
  fill(recorder, latencies);
  std::size_t i = 0;
  const CountAllocations count(state);
  for (auto _ : state) {
    const SeriesId id = recorder.series(
        looked_up, {{"scenario", "browse"}, {"step", "GET /schemas/50"}, {"status", "200"}});
    recorder.record(id, latencies[i++]);
  }
}
BENCHMARK(record_with_three_tags);

// With a set of tags that is made each time.
void record_with_three_tags_made(benchmark::State& state) {
  const Latencies latencies;
  Recorder recorder;
  fill(recorder, latencies);
  std::size_t i = 0;
  const CountAllocations count(state);
  for (auto _ : state) {
    const Tags tags{{"scenario", "browse"}, {"step", "GET /schemas/50"}, {"status", "200"}};
    recorder.record(looked_up, tags, latencies[i++]);
  }
}
BENCHMARK(record_with_three_tags_made);

// A slice of 50 samples of 50 trends, handed out and emptied for its next use.
void exchange_of_50_trends(benchmark::State& state) {
  const Latencies latencies;
  Recorder recorder;
  std::vector<SeriesId> ids;
  for (int step = 0; step < 50; ++step) {
    ids.push_back(recorder.series(looked_up, Tags{{"step", std::to_string(step)}}));
  }
  SliceNumber slice = 0;
  std::size_t i = 0;
  std::unique_ptr<Recording> spare;
  const CountAllocations count(state);
  for (auto _ : state) {
    for (const SeriesId id : ids) recorder.record(id, latencies[i++]);
    spare = recorder.exchange(++slice, std::move(spare));
    for (Sink& sink : spare->sinks) clear(sink);
    spare->added.clear();
  }
}
BENCHMARK(exchange_of_50_trends);

}  // namespace
}  // namespace proofload
