// SPDX-License-Identifier: Apache-2.0
#pragma once

// One thing that an operation of gRPC will tell: the tag of the completion queue, and where
// coroutines wait for it. Part of the operation, which it keeps alive while it is under way, and so
// everything that gRPC writes into. For the loop's thread; only note() is called on another one,
// before the event is handed over.

#include <proofload/base/clock.h>
#include <proofload/protocol/task.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace proofload::detail {

class GrpcEvent {
 public:
  /// Begins to be under way, and holds the loop. Give the result to gRPC as the tag. Requires that
  /// it is not under way.
  void* arm(boost::asio::io_context& loop, std::shared_ptr<void> operation);

  bool under_way() const { return operation_ != nullptr; }

  /// Comes back when it is no longer under way, or was woken. Requires that it is. Cancellation of
  /// the coroutine calls cancel, which makes gRPC tell the event soon.
  Task<> told(std::function<void()> cancel);

  /// Has this called when it is no longer under way, before those who wait. Requires that it is.
  /// Not called where the loop ends before.
  void then(std::function<void()> call) { then_ = std::move(call); }

  /// Resumes those who wait, though it is under way still.
  void wake();

  /// Of the last time: whether gRPC did what was asked, and when it said so.
  bool ok() const { return ok_; }
  SteadyClock::time_point at() const { return at_; }

  /// For the thread of the queue.
  void note(bool ok, SteadyClock::time_point at);

  /// Resumes those who wait; without them, or in place of it: lets go of the operation.
  void tell();
  void forget();

 private:
  using Work = boost::asio::executor_work_guard<boost::asio::io_context::executor_type>;

  std::shared_ptr<void> operation_;
  std::optional<Work> work_;
  std::function<void()> then_;  // which nobody's waking may call before
  std::vector<std::function<void()>> waiting_;
  bool ok_ = false;
  SteadyClock::time_point at_{};
};

}  // namespace proofload::detail
