// SPDX-License-Identifier: Apache-2.0
#pragma once

// Keeps a number of users busy. A user that becomes active starts at once; one that ends an
// iteration while it is still active starts the next one. A user that has to leave ends its
// iteration first. The planned instant of a start is when its user became due.

#include <proofload/load/dispatcher.h>
#include <proofload/load/user_schedule.h>

#include <deque>
#include <vector>

namespace proofload {

class ClosedDispatcher final : public Dispatcher {
 public:
  ClosedDispatcher(UserSchedule schedule, Share share);

  std::optional<Start> next(Duration now) override;
  std::optional<Duration> next_due() const override;
  void finished(std::uint32_t user, Duration now) override;
  void close() override { closed_ = true; }
  bool exhausted(Duration now) const override { return closed_ || now >= schedule_.length(); }
  std::optional<std::uint64_t> planned_before(Duration) const override { return {}; }

 private:
  struct DueUser {
    std::uint32_t user;
    Duration since;
  };

  std::uint32_t own_users(std::int64_t of_all) const;
  void apply(const UserSchedule::Change& change);
  void enqueue(std::uint32_t user, Duration since);

  UserSchedule schedule_;
  Share share_;
  std::size_t next_change_ = 0;
  std::uint32_t active_ = 0;   // users 0 to active_ - 1 of this share are wanted
  std::vector<bool> engaged_;  // by user: playing, or waiting in due_
  std::deque<DueUser> due_;    // oldest first
  std::uint64_t started_ = 0;
  bool closed_ = false;
};

}  // namespace proofload
