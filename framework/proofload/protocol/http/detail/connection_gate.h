// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where requests of a user begin at once, all but the first wait here until that one has its
// connection, to share it if it speaks HTTP/2. libcurl knows this too (CURLOPT_PIPEWAIT), but up to
// 7.88 at least a transfer that waits does not time out, and one user waits for the others.
// Belongs to a client; used on its worker's thread.

#include <proofload/base/clock.h>
#include <proofload/protocol/task.h>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <vector>

namespace proofload::detail {

class ConnectionGate {
 public:
  /// A request may have to open a connection; it is about to be sent, or has failed.
  void close() { closed_ = useful_; }
  void open() {
    closed_ = false;
    for (auto* waiting : waiting_) waiting->cancel();
  }

  /// Connections of this service cannot be shared: nobody need wait any more.
  void give_up() { useful_ = false; }

  bool is_closed() const { return closed_; }

  /// Until it is opened, until then, or until the coroutine is cancelled.
  Task<> wait(boost::asio::io_context& loop, SteadyClock::time_point latest) {
    boost::asio::steady_timer timer(loop, latest);
    const Place place(waiting_, timer);
    boost::system::error_code woken;
    co_await timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, woken));
  }

 private:
  using Waiting = std::vector<boost::asio::steady_timer*>;

  class Place {
   public:
    Place(Waiting& all, boost::asio::steady_timer& own) : all_(all), own_(own) {
      all_.push_back(&own_);
    }
    ~Place() { std::erase(all_, &own_); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

   private:
    Waiting& all_;
    boost::asio::steady_timer& own_;
  };

  bool closed_ = false;
  bool useful_ = true;
  Waiting waiting_;
};

}  // namespace proofload::detail
