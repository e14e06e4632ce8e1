// SPDX-License-Identifier: Apache-2.0
#include <micro/allocations.h>
#include <proofload/load/closed_dispatcher.h>
#include <proofload/load/open_dispatcher.h>

namespace proofload {
namespace {

constexpr Duration gap = 1ms;
constexpr Duration long_enough = 1'000'000h;

// A start and a finish, as for a service that answers before the next start is due; with one warm
// user, or with all of them in turn.
void open_dispatcher_cycle(benchmark::State& state) {
  const auto users = std::uint32_t(state.range(0));
  const auto in_turn = state.range(1) == 0 ? 0 : users;
  OpenDispatcher dispatcher(ArrivalSchedule(hold(1000_per_s, long_enough)), users, {},
                            WhenBusy::wait, in_turn);
  Duration now{};
  const CountAllocations count(state);
  for (auto _ : state) {
    const auto start = dispatcher.next(now);
    if (!start) return state.SkipWithError("nothing started");
    dispatcher.finished(start->user, now);
    benchmark::DoNotOptimize(dispatcher.next_due());
    now += gap;
  }
}
BENCHMARK(open_dispatcher_cycle)
    ->ArgNames({"users", "in_turn"})
    ->Args({1, 0})
    ->Args({10'000, 0})
    ->Args({10'000, 1});

// All users are busy and starts wait: who ends an iteration begins the next one.
void open_dispatcher_backlog_cycle(benchmark::State& state) {
  OpenDispatcher dispatcher(ArrivalSchedule(hold(2000_per_s, long_enough)), 100, {});
  Duration now = 1min;
  std::uint32_t user = 0;
  while (dispatcher.next(now)) {
  }
  const CountAllocations count(state);
  for (auto _ : state) {
    dispatcher.finished(user, now);
    const auto start = dispatcher.next(now);
    if (!start) return state.SkipWithError("nothing started");
    user = start->user;
    benchmark::DoNotOptimize(dispatcher.next_due());
    now += gap;
  }
}
BENCHMARK(open_dispatcher_backlog_cycle);

// The user whose turn it is ends its iteration and starts the next.
void closed_dispatcher_cycle(benchmark::State& state) {
  const auto users = std::uint32_t(state.range(0));
  ClosedDispatcher dispatcher(UserSchedule(hold(Users(users), long_enough)), {});
  Duration now{};
  while (dispatcher.next(now)) {
  }
  std::uint32_t user = 0;
  const CountAllocations count(state);
  for (auto _ : state) {
    now += gap;
    dispatcher.finished(user, now);
    if (!dispatcher.next(now)) return state.SkipWithError("nothing started");
    benchmark::DoNotOptimize(dispatcher.next_due());
    if (++user == users) user = 0;
  }
}
BENCHMARK(closed_dispatcher_cycle)->ArgName("users")->Arg(1)->Arg(10'000);

}  // namespace
}  // namespace proofload
