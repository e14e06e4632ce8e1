// SPDX-License-Identifier: Apache-2.0
#pragma once

// A transaction: several steps of a journey that belong together, with a duration of their own.
// Made by User::group(), lives on the stack of the journey, on its worker's thread, not longer than
// the iteration. What is measured while it lives carries the tag `group`; a group inside another is
// "checkout::pay". Parts of a journey that play in parallel share their user's groups: open one
// around them, not in one of them. Its duration (think time included, as in k6) is recorded when
// its block is left in order; a group that an exception or the end of the run cuts off has none.

#include <proofload/units/duration.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace proofload {

struct UserState;

class Group {
 public:
  /// Throws UsageError where a run has more than 200 different groups.
  Group(UserState& state, std::string_view name);
  ~Group();
  Group(const Group&) = delete;
  Group& operator=(const Group&) = delete;

 private:
  UserState& state_;
  std::string outer_;  // the path before it
  std::uint32_t series_;
  Duration begun_;
  int exceptions_;  // under way when it began
};

}  // namespace proofload
