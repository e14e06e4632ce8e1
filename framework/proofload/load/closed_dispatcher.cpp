// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/closed_dispatcher.h>

#include <algorithm>

namespace proofload {

ClosedDispatcher::ClosedDispatcher(UserSchedule schedule, Stripe share, Duration ramp_down)
    : schedule_(std::move(schedule)),
      share_(share),
      ramp_down_(ramp_down),
      seats_(stripe_size(static_cast<std::uint64_t>(schedule_.peak()), share)) {}

void ClosedDispatcher::play_changes(Duration now) {
  const auto& changes = schedule_.changes();
  while (!closed_ && next_change_ < changes.size() && changes[next_change_].at <= now) {
    const auto& change = changes[next_change_++];
    if (next_change_ < changes.size() && changes[next_change_].at == change.at) continue;
    const auto before = active_;
    active_ =
        static_cast<std::uint32_t>(stripe_size(static_cast<std::uint64_t>(change.users), share_));
    for (auto user = before; user < active_; ++user) join(user, change.at);
    for (auto user = active_; user < before; ++user) leave(user, change.at);
  }
  forget_stale();
}

void ClosedDispatcher::join(std::uint32_t user, Duration at) {
  auto& seat = seats_[user];
  if (seat.state == State::away) plan(user, at);
  if (seat.state == State::playing && at < seat.deadline) deadlines_.erase({seat.deadline, user});
}

void ClosedDispatcher::leave(std::uint32_t user, Duration at) {
  auto& seat = seats_[user];
  if (seat.state == State::due) seat.state = State::away;
  if (seat.state != State::playing || deadlines_.contains({seat.deadline, user})) return;
  seat.deadline = at + ramp_down_;
  deadlines_.insert({seat.deadline, user});
}

void ClosedDispatcher::plan(std::uint32_t user, Duration at) {
  seats_[user] = {State::due, at, {}};
  due_.push({at, user});
}

void ClosedDispatcher::forget_stale() {
  const auto is_stale = [this](const Due& due) {
    const auto& seat = seats_[due.user];
    return seat.state != State::due || seat.planned != due.at;
  };
  while (!due_.empty() && is_stale(due_.top())) due_.pop();
}

std::optional<Start> ClosedDispatcher::next(Duration now) {
  play_changes(now);
  if (exhausted(now)) {
    close();  // so that next_due() names no instant that has passed in vain
    return {};
  }
  if (due_.empty() || due_.top().at > now) return {};
  const auto due = due_.top();
  due_.pop();
  seats_[due.user].state = State::playing;
  forget_stale();
  return Start{due.user, started_++ * share_.count + share_.index, due.at, due.at};
}

std::optional<Duration> ClosedDispatcher::next_due() const {
  std::optional<Duration> earliest;
  const auto consider = [&](Duration at) { earliest = std::min(earliest.value_or(at), at); };
  if (!deadlines_.empty()) consider(deadlines_.begin()->at);
  if (!closed_ && !due_.empty()) consider(due_.top().at);
  if (!closed_ && next_change_ < schedule_.changes().size())
    consider(schedule_.changes()[next_change_].at);
  return earliest;
}

void ClosedDispatcher::finished(std::uint32_t user, Duration now) {
  play_changes(now);
  auto& seat = seats_[user];
  deadlines_.erase({seat.deadline, user});
  seat.state = State::away;
  const auto at = std::max(now, seat.planned + schedule_.pacing());
  if (user < active_ && at < schedule_.length()) plan(user, at);
}

std::optional<std::uint32_t> ClosedDispatcher::overdue(Duration now) {
  play_changes(now);
  if (deadlines_.empty() || deadlines_.begin()->at > now) return {};
  const auto user = deadlines_.begin()->user;
  deadlines_.erase(deadlines_.begin());
  return user;
}

}  // namespace proofload
