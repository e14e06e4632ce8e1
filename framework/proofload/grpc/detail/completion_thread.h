// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where gRPC tells a worker what has happened: a completion queue with a thread that waits for it.
// The thread only notes each event with its instant and hands it over to the worker's loop, which
// tells the coroutine; so the way to the loop is not counted as time of the service. What arrives
// together is handed over together. Four times a second it looks which channels are connected. Its
// processor time counts as the generator's.
//
// A service of the loop in the sense of Asio: asio::use_service<CompletionThread>(loop) makes it on
// first use, and it ends with the loop, when what is still under way has come to its end. Functions
// are for the loop's thread.

#include <proofload/grpc/detail/grpc_event.h>
#include <proofload/grpc/detail/open_channels.h>

#include <boost/asio/io_context.hpp>

#include <grpcpp/completion_queue.h>

#include <mutex>
#include <thread>
#include <vector>

namespace proofload::detail {

class CompletionThread : public boost::asio::execution_context::service {
 public:
  static boost::asio::execution_context::id id;

  /// Takes any context, as Asio wants it; requires that it is an io_context.
  explicit CompletionThread(boost::asio::execution_context& loop);
  ~CompletionThread() override;

  /// Tags of this queue are GrpcEvents, and nothing else.
  grpc::CompletionQueue& queue() { return queue_; }

  /// Those that it watches.
  OpenChannels& channels() { return channels_; }

 private:
  void shutdown() noexcept override;
  void listen();
  void hand_over(GrpcEvent& event);
  void tell();

  boost::asio::io_context& loop_;
  grpc::CompletionQueue queue_;
  OpenChannels channels_;
  std::mutex mutex_;
  std::vector<GrpcEvent*> arrived_;  // guarded by mutex_; where it is not empty, tell() is posted
  std::thread thread_;
};

}  // namespace proofload::detail
