// SPDX-License-Identifier: Apache-2.0
#pragma once

// How many connections of the protocols are open now, for the metric active_connections. A protocol
// that opens sockets by itself holds a CountedConnection for each one, as long as it is open:
//
//   counted_ = CountedConnection(connections);  // it is connected
//   counted_ = {};                              // it is closed
//
// Safe from any thread. A CountedConnection may outlive the run.

#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>

namespace proofload {

/// A counter; copies count together.
class OpenConnections {
 public:
  std::int64_t number() const { return *number_; }

 private:
  friend class CountedConnection;
  std::shared_ptr<std::atomic<std::int64_t>> number_ =
      std::make_shared<std::atomic<std::int64_t>>(0);
};

/// A connection that is open, until this is destroyed or assigned to. By default: none.
class CountedConnection {
 public:
  CountedConnection() = default;
  explicit CountedConnection(const OpenConnections& among) : number_(among.number_) { ++*number_; }
  ~CountedConnection() {
    if (number_) --*number_;
  }
  CountedConnection(CountedConnection&& other) noexcept = default;
  CountedConnection& operator=(CountedConnection other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }

 private:
  std::shared_ptr<std::atomic<std::int64_t>> number_;  // null: none
};

}  // namespace proofload
