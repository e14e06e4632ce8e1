// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/user_schedule.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace proofload {

UserSchedule::UserSchedule(const UserProfile& profile)
    : length_(proofload::length_of(profile.stages())), pacing_(profile.pacing()) {
  for (const auto& piece : pieces_of(profile.stages())) add(piece);
}

void UserSchedule::add(const Piece& piece) {
  const auto from = std::llround(piece.from);
  const auto to = std::llround(piece.to);
  const auto steps = std::llabs(to - from);
  add(piece.begin, piece.length == Duration{} ? to : from);
  for (long long step = 1; piece.length > Duration{} && step <= steps; ++step) {
    const auto after = std::llround(double(piece.length.count()) * double(step) / double(steps));
    add(piece.begin + Duration(after), from + (to > from ? step : -step));
  }
}

void UserSchedule::add(Duration at, std::int64_t users) {
  if (users_ == users) return;
  users_ = users;
  changes_.push_back({at, users});
  peak_ = std::max(peak_, users);
}

}  // namespace proofload
