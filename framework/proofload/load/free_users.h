// SPDX-License-Identifier: Apache-2.0
#pragma once

// The users of an open load that play nothing, and who of them plays next. A value of one worker.

#include <cstdint>
#include <vector>

namespace proofload {

class FreeUsers {
 public:
  /// Of so many users, with the numbers from 0. in_turn: how many of them there are from the
  /// beginning, at most all. Where there are any, the one that has been free longest plays next;
  /// else the one that became free last, whose connection is warm. One that has never played is
  /// taken only where no other is free.
  FreeUsers(std::uint32_t users, std::uint32_t in_turn);

  /// Requires one that is free.
  std::uint32_t take();

  void put_back(std::uint32_t user);

 private:
  bool in_turn_;
  std::uint32_t unused_;             // users from here on do not exist yet
  std::vector<std::uint32_t> ring_;  // those that are free, from oldest_ on
  std::uint32_t oldest_ = 0;
  std::uint32_t count_;
};

}  // namespace proofload
