// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/free_users.h>

#include <numeric>

namespace proofload {

FreeUsers::FreeUsers(std::uint32_t users, std::uint32_t in_turn)
    : in_turn_(in_turn > 0), unused_(in_turn), ring_(users), count_(in_turn) {
  std::iota(ring_.begin(), ring_.begin() + in_turn, 0);
}

std::uint32_t FreeUsers::take() {
  if (count_ == 0) return unused_++;
  --count_;
  if (!in_turn_) return ring_[count_];
  const auto user = ring_[oldest_];
  if (++oldest_ == ring_.size()) oldest_ = 0;
  return user;
}

void FreeUsers::put_back(std::uint32_t user) {
  const auto place = std::uint64_t{oldest_} + count_++;
  ring_[place < ring_.size() ? place : place - ring_.size()] = user;
}

}  // namespace proofload
