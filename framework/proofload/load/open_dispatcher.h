// SPDX-License-Identifier: Apache-2.0
#pragma once

// Starts on schedule. A start that finds no free user waits until one is free and takes the place
// of none: the backlog is the distance between the schedule and the number of the next start.

#include <proofload/load/arrival_schedule.h>
#include <proofload/load/dispatcher.h>

#include <deque>
#include <vector>

namespace proofload {

class OpenDispatcher final : public Dispatcher {
 public:
  /// users: how many this share may use; at least one.
  OpenDispatcher(ArrivalSchedule schedule, std::uint32_t users, Share share);

  std::optional<Start> next(Duration now) override;
  std::optional<Duration> next_due() const override;
  void finished(std::uint32_t user, Duration now) override;
  void close() override { closed_ = true; }
  bool exhausted(Duration) const override { return is_exhausted(); }
  std::optional<std::uint64_t> planned_before(Duration instant) const override;

 private:
  bool is_exhausted() const { return closed_ || next_ >= schedule_.size(); }

  ArrivalSchedule schedule_;
  Share share_;
  std::uint64_t next_;               // number of the next start within the run
  std::uint32_t unused_ = 0;         // users from here on have never played
  std::vector<std::uint32_t> free_;  // the one that became free last plays next: its connection is
                                     // warm
  // Since when users are free, played or not, oldest first. Whoever plays, a start takes the
  // oldest: that any user was free from then on is what makes a later start the generator's own
  // delay.
  std::deque<Duration> free_since_;
  bool closed_ = false;
};

}  // namespace proofload
