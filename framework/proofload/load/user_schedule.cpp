// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/user_schedule.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace proofload {

UserSchedule::UserSchedule(const UserProfile& profile) {
  for (const auto& stage : profile.stages()) {
    const auto from = std::llround(stage.from);
    const auto to = std::llround(stage.to);
    const auto steps = std::llabs(to - from);
    if (stage.length == Duration{} || steps == 0) add(length_, to);
    for (long long step = 1; stage.length > Duration{} && step <= steps; ++step) {
      const auto after = std::llround(double(stage.length.count()) * double(step) / double(steps));
      add(length_ + Duration(after), from + (to > from ? step : -step));
    }
    length_ += stage.length;
  }
}

void UserSchedule::add(Duration at, std::int64_t users) {
  if (!changes_.empty() && changes_.back().users == users) return;
  changes_.push_back({at, users});
  peak_ = std::max(peak_, users);
}

}  // namespace proofload
