// SPDX-License-Identifier: Apache-2.0
#pragma once

// How often memory is asked for: operator new of the whole binary is counted, and aligned_alloc,
// from which Asio takes coroutine frames. A benchmark that makes an instance before its loop
// reports the allocations of an iteration as the counter "allocations".
//
//   void record(benchmark::State& state) {
//     ...
//     const CountAllocations count(state);
//     for (auto _ : state) ...
//   }
//
// One thread at a time.

#include <benchmark/benchmark.h>

#include <cstdint>

namespace proofload {

/// Allocations since the start of the program.
std::uint64_t allocations();

class CountAllocations {
 public:
  explicit CountAllocations(benchmark::State& state) : state_(state), before_(allocations()) {}
  CountAllocations(const CountAllocations&) = delete;
  CountAllocations& operator=(const CountAllocations&) = delete;
  ~CountAllocations() {
    const auto counted = double(allocations() - before_);
    state_.counters["allocations"] = {counted, benchmark::Counter::kAvgIterations};
  }

 private:
  benchmark::State& state_;
  std::uint64_t before_;
};

}  // namespace proofload
