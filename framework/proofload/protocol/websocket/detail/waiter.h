// SPDX-License-Identifier: Apache-2.0
#pragma once

// A coroutine that waits until somebody on its thread wakes it, until its time is up, or until it
// is cut off. Lives in the frame of that coroutine.

#include <proofload/protocol/task.h>
#include <proofload/units/duration.h>

#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include <algorithm>
#include <utility>

namespace proofload::detail {

class Waiter {
 public:
  static constexpr Duration for_ever = 24h * 365;

  explicit Waiter(boost::asio::io_context& loop) : timer_(loop) {}

  /// True when it was woken, perhaps beforehand; false when its time is up. Throws
  /// operation_aborted when it is cut off.
  Task<bool> wait(Duration patience = for_ever) {
    if (std::exchange(woken_, false)) co_return true;
    timer_.expires_after(std::clamp(patience, Duration{}, for_ever));
    boost::system::error_code error;
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, error);
    co_await timer_.async_wait(token);
    if (std::exchange(woken_, false)) co_return true;
    if (error) throw boost::system::system_error(boost::asio::error::operation_aborted);
    co_return false;
  }

  void wake() {
    woken_ = true;
    timer_.cancel();
  }

 private:
  boost::asio::steady_timer timer_;
  bool woken_ = false;
};

}  // namespace proofload::detail
