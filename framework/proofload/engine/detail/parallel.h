// SPDX-License-Identifier: Apache-2.0
#pragma once

// Parts of a whole that play at the same time, each a coroutine of its own on the worker's loop.

#include <proofload/protocol/task.h>

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>

#include <list>
#include <vector>

namespace proofload {

/// The signals of parts that are under way: whoever interrupts the whole emits them.
class Branches {
 public:
  using Signals = std::list<boost::asio::cancellation_signal>;

  void add(Signals& signals) { all_.push_back(&signals); }
  void remove(Signals& signals) { std::erase(all_, &signals); }

  void interrupt() {
    // A part that ends may take its list away.
    for (std::size_t i = 0; i < all_.size(); ++i)
      for (auto& signal : *all_[i]) signal.emit(boost::asio::cancellation_type::terminal);
  }

 private:
  std::vector<Signals*> all_;
};

/// Comes back when the last part has ended; throws then what the first one threw that failed.
Task<> play_in_parallel(boost::asio::io_context& loop, Branches& branches,
                        std::vector<Task<>> parts);

}  // namespace proofload
