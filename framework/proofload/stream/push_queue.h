// SPDX-License-Identifier: Apache-2.0
#pragma once

// What waits to be pushed to a database, in bounded memory: where it gets too much, the oldest is
// dropped, since what is newest is what people look at. Not synchronized.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace proofload {

struct Push {
  std::function<std::string()> body;  ///< makes what is sent, on the thread that sends it
  std::size_t memory = 0;             ///< that it takes until then, in bytes
};

class PushQueue {
 public:
  explicit PushQueue(std::size_t most_memory) : most_memory_(most_memory) {}

  /// Drops the oldest ones until the new one has room; that itself only where it alone is too big.
  void add(Push push) {
    memory_ += push.memory;
    waiting_.push_back(std::move(push));
    while (memory_ > most_memory_) {
      static_cast<void>(take());
      ++dropped_;
    }
  }

  /// The oldest one; nothing where none waits.
  std::optional<Push> take() {
    if (waiting_.empty()) return std::nullopt;
    auto push = std::move(waiting_.front());
    waiting_.pop_front();
    memory_ -= push.memory;
    return push;
  }

  bool empty() const { return waiting_.empty(); }
  std::size_t size() const { return waiting_.size(); }
  std::size_t memory() const { return memory_; }

  /// How many were dropped so far.
  std::uint64_t dropped() const { return dropped_; }

 private:
  std::size_t most_memory_;
  std::deque<Push> waiting_;
  std::size_t memory_ = 0;
  std::uint64_t dropped_ = 0;
};

}  // namespace proofload
