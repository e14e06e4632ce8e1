// SPDX-License-Identifier: Apache-2.0
#pragma once

// Threads that work for one worker beside its own, such as one that waits for the answers of a
// library: their processor time is the generator's too. One for each event loop, as a service in
// the sense of Asio: boost::asio::use_service<HelperThreads>(loop). Used on the worker's thread.

#include <boost/asio/execution_context.hpp>

#include <ctime>
#include <thread>
#include <vector>

namespace proofload {

class HelperThreads : public boost::asio::execution_context::service {
 public:
  static boost::asio::execution_context::id id;

  explicit HelperThreads(boost::asio::execution_context& loop)
      : boost::asio::execution_context::service(loop) {}

  /// A thread that is running now. Once it has ended it has used nothing any more.
  void add(std::thread& thread);

  /// Seconds of processor time since the last call, of the thread that used most.
  double busiest_since_last();

 private:
  struct Use {
    clockid_t clock;
    double before;
  };

  void shutdown() override {}

  std::vector<Use> threads_;
};

}  // namespace proofload
