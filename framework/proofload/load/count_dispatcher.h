// SPDX-License-Identifier: Apache-2.0
#pragma once

// Plays a number of iterations. All users start at zero; one that ends an iteration starts the next
// one, until none is left: none in the pile they share, or none of its own. The planned instant of
// a start is when its user became free. Nothing starts from the maximal length on; what is left
// then is dropped, with the maximal length as its planned instant.

#include <proofload/load/dispatcher.h>

#include <deque>
#include <vector>

namespace proofload {

class CountDispatcher final : public Dispatcher {
 public:
  /// Requires a load without problems. A share beyond the number of users plays nothing; the others
  /// divide all users and all iterations among themselves.
  CountDispatcher(const IterationLoad& load, Stripe share);

  std::optional<Start> next(Duration now) override;
  std::optional<Duration> next_due() const override;
  void finished(std::uint32_t user, Duration now) override;
  void close() override { left_ = 0; }
  /// Only after what is left at the maximal length was found dropped by next().
  bool exhausted(Duration) const override { return left_ == 0; }
  std::optional<std::uint64_t> planned_before(Duration) const override { return {}; }
  std::optional<Duration> take_drop() override;

 private:
  struct FreeUser {
    std::uint32_t user;
    Duration since;
  };

  bool is_shared() const { return load_.division() == IterationLoad::Division::shared; }
  std::uint64_t number_of_next(std::uint32_t user);

  IterationLoad load_;
  Stripe share_;                        // among those that play
  std::vector<std::uint64_t> started_;  // by user
  std::deque<FreeUser> free_;           // that have something left to play; oldest first
  std::uint64_t started_in_all_ = 0;
  std::uint64_t left_ = 0;
  std::uint64_t dropped_ = 0;  // not told yet
};

}  // namespace proofload
