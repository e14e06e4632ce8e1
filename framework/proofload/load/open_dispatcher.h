// SPDX-License-Identifier: Apache-2.0
#pragma once

// Starts on schedule. A start that finds no free user waits until one is free, or is dropped if
// none was free when it was planned. Waiting or dropped starts are held as numbers, not one by one:
// a backlog is the distance between the schedule and the number of the next start.

#include <proofload/load/arrival_schedule.h>
#include <proofload/load/dispatcher.h>
#include <proofload/load/free_users.h>

#include <deque>

namespace proofload {

class OpenDispatcher final : public Dispatcher {
 public:
  /// users: how many this share may use. A share without users plays nothing. in_turn: as
  /// FreeUsers says.
  OpenDispatcher(ArrivalSchedule schedule, std::uint32_t users, Stripe share,
                 WhenBusy when_busy = WhenBusy::wait, std::uint32_t in_turn = 0);

  std::optional<Start> next(Duration now) override;
  std::optional<Duration> next_due() const override;
  void finished(std::uint32_t user, Duration now) override;
  void close() override { closed_ = true; }
  bool exhausted(Duration) const override { return is_exhausted(); }
  std::optional<std::uint64_t> planned_before(Duration instant) const override;
  std::optional<Duration> take_drop() override;

 private:
  // Dropped starts that follow each other in this share.
  struct Drops {
    std::uint64_t first;
    std::uint64_t count;
  };

  bool is_exhausted() const { return closed_ || next_ >= end_; }
  void drop_before(Duration instant);

  ArrivalSchedule schedule_;
  Stripe share_;
  WhenBusy when_busy_;
  std::uint64_t end_;   // no start of this share has this number or a greater one
  std::uint64_t next_;  // number of the next start within the scenario
  FreeUsers free_;
  // Since when users are free, played or not, oldest first. Whoever plays, a start takes the
  // oldest: that any user was free from then on is what makes a later start the generator's own
  // delay.
  std::deque<Duration> free_since_;
  std::deque<Drops> drops_;  // not told yet
  bool closed_ = false;
};

}  // namespace proofload
