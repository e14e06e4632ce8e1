// SPDX-License-Identifier: Apache-2.0
#pragma once

// Keeps a number of users busy. A user that becomes active starts at once; one that ends an
// iteration while it is still active starts the next one, at once or at its pacing. A user that has
// to leave may end its iteration; if that takes longer than the ramp-down, it is overdue. The
// planned instant of a start is when its user became due.
//
//   away ──joins──► due ──next()──► playing ──finished()──► due, or away if it has to leave
//                   due ──leaves──► away

#include <proofload/load/dispatcher.h>
#include <proofload/load/user_schedule.h>

#include <queue>
#include <set>
#include <vector>

namespace proofload {

class ClosedDispatcher final : public Dispatcher {
 public:
  ClosedDispatcher(UserSchedule schedule, Stripe share, Duration ramp_down = 30s);

  std::optional<Start> next(Duration now) override;
  std::optional<Duration> next_due() const override;
  void finished(std::uint32_t user, Duration now) override;
  void close() override { closed_ = true; }
  bool exhausted(Duration now) const override { return closed_ || now >= schedule_.length(); }
  std::optional<std::uint64_t> planned_before(Duration) const override { return {}; }
  std::optional<std::uint32_t> overdue(Duration now) override;

 private:
  enum class State : std::uint8_t { away, due, playing };
  struct Seat {
    State state = State::away;
    Duration planned{};   // of the start that is due or playing
    Duration deadline{};  // while it stands in deadlines_
  };
  struct Due {
    Duration at;
    std::uint32_t user;
    auto operator<=>(const Due&) const = default;
  };

  void play_changes(Duration now);
  void join(std::uint32_t user, Duration at);
  void leave(std::uint32_t user, Duration at);
  void plan(std::uint32_t user, Duration at);
  void forget_stale();

  UserSchedule schedule_;
  Stripe share_;
  Duration ramp_down_;
  std::size_t next_change_ = 0;
  std::uint32_t active_ = 0;  // users 0 to active_ - 1 of this share are wanted
  std::vector<Seat> seats_;   // by user
  // Earliest first. One whose user has left meanwhile is stale; the first one never is.
  std::priority_queue<Due, std::vector<Due>, std::greater<>> due_;
  std::set<Due> deadlines_;  // of users that had to leave while playing
  std::uint64_t started_ = 0;
  bool closed_ = false;
};

}  // namespace proofload
