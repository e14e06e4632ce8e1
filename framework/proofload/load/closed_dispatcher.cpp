// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/closed_dispatcher.h>

namespace proofload {

ClosedDispatcher::ClosedDispatcher(UserSchedule schedule, Share share)
    : schedule_(std::move(schedule)), share_(share), engaged_(own_users(schedule_.peak()), false) {}

std::uint32_t ClosedDispatcher::own_users(std::int64_t of_all) const {
  const auto rest = of_all - share_.index;
  return rest <= 0 ? 0 : static_cast<std::uint32_t>((rest + share_.count - 1) / share_.count);
}

void ClosedDispatcher::enqueue(std::uint32_t user, Duration since) {
  engaged_[user] = true;
  due_.push_back({user, since});
}

void ClosedDispatcher::apply(const UserSchedule::Change& change) {
  const auto before = active_;
  active_ = own_users(change.users);
  for (auto user = before; user < active_; ++user)
    if (!engaged_[user]) enqueue(user, change.at);
}

std::optional<Start> ClosedDispatcher::next(Duration now) {
  if (exhausted(now)) {
    close();  // so that next_due() names no instant that has passed in vain
    return {};
  }
  const auto& changes = schedule_.changes();
  while (next_change_ < changes.size() && changes[next_change_].at <= now)
    apply(changes[next_change_++]);
  while (!due_.empty()) {
    const auto due = due_.front();
    due_.pop_front();
    if (due.user < active_)
      return Start{due.user, started_++ * share_.count + share_.index, due.since, due.since};
    engaged_[due.user] = false;
  }
  return {};
}

std::optional<Duration> ClosedDispatcher::next_due() const {
  if (closed_) return {};
  if (!due_.empty()) return due_.front().since;
  if (next_change_ < schedule_.changes().size()) return schedule_.changes()[next_change_].at;
  return {};
}

void ClosedDispatcher::finished(std::uint32_t user, Duration now) {
  if (user < active_ && now < schedule_.length())
    enqueue(user, now);
  else
    engaged_[user] = false;
}

}  // namespace proofload
