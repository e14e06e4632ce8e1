// SPDX-License-Identifier: Apache-2.0
#pragma once

// How several workers divide the numbers 0 to size - 1: worker i of n takes those that leave the
// remainder i. Pure; safe from any thread.

#include <algorithm>
#include <cstdint>

namespace proofload {

/// Which stripe of the plan a worker plays.
struct Stripe {
  std::uint32_t index = 0;
  std::uint32_t count = 1;
};

/// How many of the numbers below size belong to a share.
constexpr std::uint64_t stripe_size(std::uint64_t size, Stripe share) {
  return size <= share.index ? 0 : (size - share.index + share.count - 1) / share.count;
}

/// The same share where at most so many workers may play: those beyond have nothing.
constexpr Stripe among(std::uint64_t players, Stripe share) {
  return {share.index,
          std::uint32_t(std::min<std::uint64_t>(share.count, std::max<std::uint64_t>(players, 1)))};
}

}  // namespace proofload
