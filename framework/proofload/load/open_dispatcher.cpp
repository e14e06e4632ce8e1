// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/open_dispatcher.h>

#include <algorithm>

namespace proofload {

OpenDispatcher::OpenDispatcher(ArrivalSchedule schedule, std::uint32_t users, Share share)
    : schedule_(std::move(schedule)), share_(share), next_(share.index), limit_(users) {}

std::optional<Start> OpenDispatcher::next(Duration now) {
  if (is_exhausted()) return {};
  const auto planned = schedule_.at(next_);
  if (planned > now) return {};
  FreeUser user{};
  if (!free_.empty()) {
    user = free_.back();
    free_.pop_back();
  } else if (unused_ < limit_) {
    user = {unused_++, planned};
  } else {
    return {};
  }
  const Start start{user.user, next_, planned, std::max(planned, user.since)};
  next_ += share_.count;
  return start;
}

std::optional<Duration> OpenDispatcher::next_due() const {
  if (is_exhausted() || (free_.empty() && unused_ == limit_)) return {};
  return schedule_.at(next_);
}

void OpenDispatcher::finished(std::uint32_t user, Duration now) { free_.push_back({user, now}); }

std::optional<std::uint64_t> OpenDispatcher::planned_before(Duration instant) const {
  const auto due = schedule_.due_before(instant);
  return due <= share_.index ? 0 : (due - share_.index + share_.count - 1) / share_.count;
}

}  // namespace proofload
