// SPDX-License-Identifier: Apache-2.0
#pragma once

// Threads for code that blocks, so that a journey can await it without holding up its worker. They
// are started with the first piece of work. Safe from any thread; the destructor waits for what is
// still under way.

#include <proofload/protocol/task.h>

#include <functional>
#include <memory>
#include <mutex>

namespace boost::asio {
class thread_pool;
}

namespace proofload {

class BlockingPool {
 public:
  /// Pieces of work at the same time, in a run; others wait for a thread.
  static constexpr std::size_t threads = 16;

  BlockingPool();
  ~BlockingPool();

  /// Plays the work on a thread of the pool and comes back to the caller's. Throws what it throws.
  /// Cannot be cancelled: who is interrupted meanwhile goes on when the work has ended. The
  /// caller's loop must not end or go before that.
  Task<> play(std::function<void()> work);

 private:
  boost::asio::thread_pool& pool();

  std::once_flag started_;
  std::unique_ptr<boost::asio::thread_pool> pool_;
};

}  // namespace proofload
