// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/open_dispatcher.h>

#include <algorithm>

namespace proofload {

OpenDispatcher::OpenDispatcher(ArrivalSchedule schedule, std::uint32_t users, Share share)
    : schedule_(std::move(schedule)),
      share_(share),
      next_(share.index),
      free_since_(users, Duration{}) {}

std::optional<Start> OpenDispatcher::next(Duration now) {
  if (is_exhausted()) return {};
  const auto planned = schedule_.at(next_);
  if (planned > now || free_since_.empty()) return {};
  auto user = unused_;
  if (free_.empty()) {
    ++unused_;
  } else {
    user = free_.back();
    free_.pop_back();
  }
  const Start start{user, next_, planned, std::max(planned, free_since_.front())};
  free_since_.pop_front();
  next_ += share_.count;
  return start;
}

std::optional<Duration> OpenDispatcher::next_due() const {
  if (is_exhausted() || free_since_.empty()) return {};
  return schedule_.at(next_);
}

void OpenDispatcher::finished(std::uint32_t user, Duration now) {
  free_.push_back(user);
  free_since_.push_back(now);
}

std::optional<std::uint64_t> OpenDispatcher::planned_before(Duration instant) const {
  const auto due = schedule_.due_before(instant);
  return due <= share_.index ? 0 : (due - share_.index + share_.count - 1) / share_.count;
}

}  // namespace proofload
