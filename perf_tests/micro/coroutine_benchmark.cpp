// SPDX-License-Identifier: Apache-2.0
#include <micro/allocations.h>
#include <proofload/protocol/task.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace proofload {
namespace {

namespace asio = boost::asio;

Task<> empty_journey() { co_return; }

Task<> journey_of_one_step() { co_await empty_journey(); }

// A step of a journey that has to wait: it is resumed from the loop.
Task<> journey_that_waits() {
  co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
}

/// Plays one journey after the other, each spawned where the last one ended, as the engine does it:
/// within one run of the loop, which keeps the memory of frames for the next ones.
class Player {
 public:
  Player(benchmark::State& state, Task<> (*journey)()) : state_(state), journey_(journey) {}

  void play() {
    asio::post(loop_, [this] { next(); });
    loop_.run();
  }

 private:
  void next() {
    if (!state_.KeepRunning()) return;
    asio::co_spawn(loop_, journey_(), [this](std::exception_ptr) { next(); });
  }

  benchmark::State& state_;
  Task<> (*journey_)();
  asio::io_context loop_{1};
};

// What an iteration costs before it does anything: the journey is spawned, played and ended.
void play(benchmark::State& state, Task<> (*journey)()) {
  Player player(state, journey);
  const CountAllocations count(state);
  player.play();
}
BENCHMARK_CAPTURE(play, empty_journey, empty_journey);
BENCHMARK_CAPTURE(play, journey_of_one_step, journey_of_one_step);
BENCHMARK_CAPTURE(play, journey_that_waits, journey_that_waits);

// A thousand users begin at once: more frames than the loop has kept.
void play_a_thousand_at_once(benchmark::State& state) {
  constexpr int users = 1000;
  asio::io_context loop(1);
  const CountAllocations count(state);
  for (auto _ : state) {
    for (int user = 0; user < users; ++user) {
      asio::co_spawn(loop, journey_that_waits(), [](std::exception_ptr) {});
    }
    loop.run();
    loop.restart();
  }
  state.SetItemsProcessed(state.iterations() * users);
}
BENCHMARK(play_a_thousand_at_once)->Unit(benchmark::kMicrosecond);

void post_next(benchmark::State& state, asio::io_context& loop) {
  if (!state.KeepRunning()) return;
  asio::post(loop, [&] { post_next(state, loop); });
}

// The loop's own share of it: a handler that posts the next one.
void post_to_loop(benchmark::State& state) {
  asio::io_context loop(1);
  const CountAllocations count(state);
  asio::post(loop, [&] { post_next(state, loop); });
  loop.run();
}
BENCHMARK(post_to_loop);

}  // namespace
}  // namespace proofload
