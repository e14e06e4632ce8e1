// SPDX-License-Identifier: Apache-2.0
#include <micro/allocations.h>
#include <micro/values.h>
#include <proofload/metrics/packed_sink.h>

namespace proofload {
namespace {

Histogram histogram_of(std::int64_t values) {
  Random random(1);
  Histogram histogram;
  for (std::int64_t i = 0; i < values; ++i) histogram.record(any_latency(random));
  return histogram;
}

void histogram_record(benchmark::State& state) {
  const Latencies latencies;
  Histogram histogram = histogram_of(Latencies::size);
  std::size_t i = 0;
  const CountAllocations count(state);
  for (auto _ : state) histogram.record(latencies[i++]);
}
BENCHMARK(histogram_record);

void histogram_merge(benchmark::State& state) {
  const Histogram from = histogram_of(state.range(0));
  Histogram into = from;
  const CountAllocations count(state);
  for (auto _ : state) into.merge(from);
}
BENCHMARK(histogram_merge)->ArgName("values")->Arg(1000)->Arg(100'000);

void histogram_quantile(benchmark::State& state) {
  const Histogram histogram = histogram_of(state.range(0));
  const CountAllocations count(state);
  for (auto _ : state) benchmark::DoNotOptimize(histogram.quantile(0.95));
}
BENCHMARK(histogram_quantile)->ArgName("values")->Arg(1000)->Arg(100'000);

// As a recording is emptied for its next slice: what a value once needed is kept, and cleared.
void histogram_clear(benchmark::State& state) {
  Histogram histogram = histogram_of(state.range(0));
  const CountAllocations count(state);
  for (auto _ : state) {
    histogram.record(5);
    histogram.clear();
  }
}
BENCHMARK(histogram_clear)->ArgName("values")->Arg(1000)->Arg(100'000);

// What a trend of one slice costs to be laid away, and to be added again.
void slice_pack(benchmark::State& state) {
  const Sink sink = histogram_of(state.range(0));
  std::vector<std::uint8_t> bytes;
  pack(sink, bytes);
  const CountAllocations count(state);
  for (auto _ : state) {
    bytes.clear();
    pack(sink, bytes);
  }
  state.counters["bytes"] = double(bytes.size());
}
BENCHMARK(slice_pack)->ArgName("values")->Arg(100)->Arg(1000)->Arg(100'000);

void slice_unpack(benchmark::State& state) {
  const Sink sink = histogram_of(state.range(0));
  std::vector<std::uint8_t> bytes;
  pack(sink, bytes);
  Sink into = sink;
  const CountAllocations count(state);
  for (auto _ : state) merge_packed(into, bytes);
}
BENCHMARK(slice_unpack)->ArgName("values")->Arg(100)->Arg(1000)->Arg(100'000);

}  // namespace
}  // namespace proofload
