// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where requests of a user to one origin begin at once, all but the first wait here until that one
// has its connection, to share it if it speaks HTTP/2. Where it gets none, the next one tries.
// libcurl knows this too (CURLOPT_PIPEWAIT), but up to 7.88 at least a transfer that waits does not
// time out, and one user waits for the others. Belongs to a client; used on its worker's thread.

#include <proofload/base/clock.h>
#include <proofload/protocol/task.h>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>
#include <vector>

namespace proofload::detail {

class ConnectionGate {
 public:
  /// A request may have to open a connection.
  void close() { closed_ = useful_; }

  /// It has one: all that wait go on.
  void open() {
    closed_ = false;
    for (auto* place : waiting_) place->timer.cancel();
  }

  /// It got none: of those that wait the first one goes on, which has to close the gate in its
  /// turn.
  void pass_on() {
    closed_ = !waiting_.empty();
    if (!closed_) return;
    waiting_.front()->is_next = true;
    waiting_.front()->timer.cancel();
  }

  /// Connections of this origin cannot be shared: nobody need wait any more.
  void give_up() {
    useful_ = false;
    open();
  }

  bool is_closed() const { return closed_; }

  /// Until it is opened, until then, or until the coroutine is cancelled. true: it was passed on,
  /// and the others wait for the caller.
  Task<bool> wait(boost::asio::io_context& loop, SteadyClock::time_point latest) {
    Place place(*this, loop, latest);
    boost::system::error_code woken;
    co_await place.timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, woken));
    co_return std::exchange(place.is_next, false);
  }

 private:
  struct Place {
    Place(ConnectionGate& its_gate, boost::asio::io_context& loop, SteadyClock::time_point latest)
        : gate(its_gate), timer(loop, latest) {
      gate.waiting_.push_back(this);
    }
    ~Place() { std::erase(gate.waiting_, this); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    ConnectionGate& gate;
    boost::asio::steady_timer timer;
    bool is_next = false;
  };

  bool closed_ = false;
  bool useful_ = true;
  std::vector<Place*> waiting_;
};

}  // namespace proofload::detail
