// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/count_dispatcher.h>

namespace proofload {

CountDispatcher::CountDispatcher(const IterationLoad& load, Stripe share)
    : load_(load), share_(among(static_cast<std::uint64_t>(load.users().count()), share)) {
  const auto users = stripe_size(static_cast<std::uint64_t>(load.users().count()), share_);
  if (users == 0) return;
  const auto count = static_cast<std::uint64_t>(load.count());
  left_ = is_shared() ? stripe_size(count, share_) : count * users;
  started_.assign(users, 0);
  for (std::uint32_t user = 0; user < users; ++user) free_.push_back({user, Duration{}});
}

std::optional<Start> CountDispatcher::next(Duration now) {
  if (now >= load_.maximal_length()) {
    dropped_ += left_;
    left_ = 0;
  }
  if (left_ == 0 || free_.empty()) return {};
  const auto [user, since] = free_.front();
  free_.pop_front();
  --left_;
  return Start{user, number_of_next(user), since, since};
}

// Iteration i of a user of its own is number i * users + user: the first of all come first.
std::uint64_t CountDispatcher::number_of_next(std::uint32_t user) {
  const auto own = started_[user]++;
  if (is_shared()) return started_in_all_++ * share_.count + share_.index;
  const auto user_of_all = std::uint64_t{user} * share_.count + share_.index;
  return own * static_cast<std::uint64_t>(load_.users().count()) + user_of_all;
}

std::optional<Duration> CountDispatcher::next_due() const {
  if (left_ == 0) return {};
  return free_.empty() ? load_.maximal_length() : free_.front().since;
}

void CountDispatcher::finished(std::uint32_t user, Duration now) {
  if (is_shared() || started_[user] < static_cast<std::uint64_t>(load_.count()))
    free_.push_back({user, now});
}

std::optional<Duration> CountDispatcher::take_drop() {
  if (dropped_ == 0) return {};
  --dropped_;
  return load_.maximal_length();
}

}  // namespace proofload
