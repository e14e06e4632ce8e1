// SPDX-License-Identifier: Apache-2.0
#pragma once

// Lets coroutines of one thread write one after another, in the order in which they came. Whoever
// has the turn passes it on.

#include <proofload/protocol/websocket/detail/waiter.h>

#include <deque>

namespace proofload::detail {

class WritingTurns {
 public:
  explicit WritingTurns(boost::asio::io_context& loop) : loop_(loop) {}

  /// Waits for its turn. False when time is up; then, and where it is cut off, it has none.
  Task<bool> take(Duration patience) {
    if (open_ || !std::exchange(taken_, true)) co_return true;
    Waiter waiter(loop_);
    const Place place(waiting_, waiter);
    co_return co_await waiter.wait(patience);
  }

  void pass_on() {
    if (waiting_.empty()) return void(taken_ = false);
    auto* next = waiting_.front();
    waiting_.pop_front();
    next->wake();
  }

  /// Nobody need wait any more.
  void open_to_all() {
    open_ = true;
    for (auto* waiter : std::exchange(waiting_, {})) waiter->wake();
  }

 private:
  class Place {
   public:
    Place(std::deque<Waiter*>& queue, Waiter& waiter) : queue_(queue), waiter_(waiter) {
      queue_.push_back(&waiter_);
    }
    ~Place() { std::erase(queue_, &waiter_); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

   private:
    std::deque<Waiter*>& queue_;
    Waiter& waiter_;
  };

  boost::asio::io_context& loop_;
  std::deque<Waiter*> waiting_;
  bool taken_ = false;
  bool open_ = false;
};

}  // namespace proofload::detail
