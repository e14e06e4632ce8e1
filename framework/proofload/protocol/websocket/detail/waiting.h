// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <proofload/protocol/websocket/detail/waiter.h>

namespace proofload::detail {

/// Where a coroutine can be found as long as it waits.
class Waiting {
 public:
  Waiting(boost::asio::io_context& loop, Waiter*& place) : waiter_(loop), place_(place) {
    place_ = &waiter_;
  }
  ~Waiting() { place_ = nullptr; }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;

  Task<bool> wait(Duration patience = Waiter::for_ever) { return waiter_.wait(patience); }

 private:
  Waiter waiter_;
  Waiter*& place_;
};

}  // namespace proofload::detail
