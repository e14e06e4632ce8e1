// SPDX-License-Identifier: Apache-2.0
#pragma once

// A load bounded by count: so many iterations, each user starting its next one when the last one
// ended.
//
//   iterations(1000).shared_by(10_users)              whoever is free takes the next of the 1,000
//   iterations(20).by_each_of(10_users).within(5min)  every user plays 20 of its own
//
// What has not started when the maximal length is over counts as dropped. These are k6's
// shared-iterations and per-vu-iterations. Values; problems() finds what is wrong with one.

#include <proofload/units/duration.h>
#include <proofload/units/users.h>

#include <cstdint>

namespace proofload {

class IterationLoad {
 public:
  enum class Division { shared, each };

  IterationLoad(std::int64_t count, Division division, Users users)
      : count_(count), division_(division), users_(users) {}

  /// The maximal length: nothing starts from then on. 10 min unless said otherwise, as in k6.
  IterationLoad& within(Duration length) {
    maximal_length_ = length;
    return *this;
  }

  std::int64_t count() const { return count_; }  ///< as written: of all users or of each
  Division division() const { return division_; }
  Users users() const { return users_; }
  Duration maximal_length() const { return maximal_length_; }

  /// All iterations of all users.
  std::int64_t total() const {
    return division_ == Division::shared ? count_ : count_ * users_.count();
  }

 private:
  std::int64_t count_;
  Division division_;
  Users users_;
  Duration maximal_length_ = 10min;
};

/// A number of iterations that still has to be given to users.
class Iterations {
 public:
  explicit Iterations(std::int64_t count) : count_(count) {}

  /// The users take the next iteration from one pile until none is left; each worker has a pile of
  /// its own, of its share.
  IterationLoad shared_by(Users users) const {
    return {count_, IterationLoad::Division::shared, users};
  }
  /// Every user plays this number.
  IterationLoad by_each_of(Users users) const {
    return {count_, IterationLoad::Division::each, users};
  }

 private:
  std::int64_t count_;
};

inline Iterations iterations(std::int64_t count) { return Iterations(count); }

}  // namespace proofload
