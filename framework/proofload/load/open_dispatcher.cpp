// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/open_dispatcher.h>

#include <algorithm>

namespace proofload {

OpenDispatcher::OpenDispatcher(ArrivalSchedule schedule, std::uint32_t users, Stripe share,
                               WhenBusy when_busy, std::uint32_t in_turn)
    : schedule_(std::move(schedule)),
      share_(share),
      when_busy_(when_busy),
      end_(users == 0 ? 0 : schedule_.size()),
      next_(share.index),
      free_(users, in_turn),
      free_since_(users, Duration{}) {}

std::optional<Start> OpenDispatcher::next(Duration now) {
  if (when_busy_ == WhenBusy::drop) drop_before(free_since_.empty() ? now : free_since_.front());
  if (is_exhausted() || free_since_.empty()) return {};
  const auto planned = schedule_.at(next_);
  if (planned > now) return {};
  const Start start{free_.take(), next_, planned, std::max(planned, free_since_.front())};
  free_since_.pop_front();
  next_ += share_.count;
  return start;
}

// What was planned before any user became free found none. At the very instant one may still end
// its iteration in time.
void OpenDispatcher::drop_before(Duration instant) {
  if (is_exhausted() || schedule_.at(next_) >= instant) return;
  const auto first_kept = schedule_.due_before(instant);
  const auto count = (first_kept - next_ + share_.count - 1) / share_.count;
  drops_.push_back({next_, count});
  next_ += count * share_.count;
}

std::optional<Duration> OpenDispatcher::take_drop() {
  if (drops_.empty()) return {};
  auto& oldest = drops_.front();
  const auto planned = schedule_.at(oldest.first);
  oldest.first += share_.count;
  if (--oldest.count == 0) drops_.pop_front();
  return planned;
}

std::optional<Duration> OpenDispatcher::next_due() const {
  if (is_exhausted()) return {};
  if (!free_since_.empty()) return schedule_.at(next_);
  if (when_busy_ == WhenBusy::wait) return {};
  return schedule_.at(next_) + 1ns;
}

void OpenDispatcher::finished(std::uint32_t user, Duration now) {
  free_.put_back(user);
  free_since_.push_back(now);
}

std::optional<std::uint64_t> OpenDispatcher::planned_before(Duration instant) const {
  return stripe_size(std::min(end_, schedule_.due_before(instant)), share_);
}

}  // namespace proofload
