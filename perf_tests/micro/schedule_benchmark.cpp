// SPDX-License-Identifier: Apache-2.0
#include <micro/allocations.h>
#include <proofload/load/arrival_schedule.h>

namespace proofload {
namespace {

// The instants of all starts, one after the other and round again.
void ask_in_order(benchmark::State& state, const RateProfile& profile) {
  const ArrivalSchedule schedule(profile);
  std::uint64_t n = 0;
  const CountAllocations count(state);
  for (auto _ : state) {
    benchmark::DoNotOptimize(schedule.at(n));
    if (++n == schedule.size()) n = 0;
  }
}

void arrival_constant(benchmark::State& state) { ask_in_order(state, hold(1000_per_s, 10min)); }
BENCHMARK(arrival_constant);

void arrival_ramp(benchmark::State& state) { ask_in_order(state, ramp_to(2000_per_s, 10min)); }
BENCHMARK(arrival_ramp);

// Many pieces: one has to be found.
void arrival_stages(benchmark::State& state) {
  RateProfile profile;
  for (int stage = 0; stage < 50; ++stage) {
    profile.ramp_to(Rate::per_second(100 + 50 * (stage % 7)), 5s).hold(5s);
  }
  ask_in_order(state, profile);
}
BENCHMARK(arrival_stages);

void arrival_poisson(benchmark::State& state) {
  ask_in_order(state, hold(1000_per_s, 10min).poisson());
}
BENCHMARK(arrival_poisson);

void arrivals_due_before(benchmark::State& state) {
  const ArrivalSchedule schedule(ramp_to(2000_per_s, 10min));
  Duration instant{};
  const CountAllocations count(state);
  for (auto _ : state) {
    benchmark::DoNotOptimize(schedule.due_before(instant));
    instant = (instant + 777us) % Duration(10min);
  }
}
BENCHMARK(arrivals_due_before);

}  // namespace
}  // namespace proofload
