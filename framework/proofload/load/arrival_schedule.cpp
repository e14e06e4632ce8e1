// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/arrival_schedule.h>

#include <algorithm>
#include <cmath>

namespace proofload {
namespace {

// An area that should be a whole number may miss it by rounding; a start more or less is not due
// for a millionth of one.
constexpr double rounding = 1e-6;

}  // namespace

ArrivalSchedule::ArrivalSchedule(const RateProfile& profile) {
  double starts = 0;
  Duration begin{};
  for (const auto& stage : profile.stages()) {
    const double seconds = in_seconds(stage.length);
    if (seconds > 0) {
      pieces_.push_back(
          {starts, stage.from, (stage.to - stage.from) / seconds, begin, stage.length});
      starts += (stage.from + stage.to) / 2 * seconds;
    }
    begin += stage.length;
  }
  size_ = static_cast<std::uint64_t>(std::ceil(std::max(0.0, starts - rounding)));
}

Duration ArrivalSchedule::at(std::uint64_t n) const {
  const auto number = double(n);
  auto piece = std::upper_bound(
      pieces_.begin(), pieces_.end(), number + rounding,
      [](double wanted, const Piece& candidate) { return wanted < candidate.starts_before; });
  // Among pieces that begin at the same area (a stage at rate zero), the last one is the one that
  // produces the start.
  --piece;
  const double missing = std::max(0.0, number - piece->starts_before);
  const double root =
      std::sqrt(std::max(0.0, piece->from * piece->from + 2 * piece->slope * missing));
  const double divisor = piece->from + root;
  const double seconds = missing == 0 ? 0 : 2 * missing / divisor;
  return piece->begin + std::min(piece->length, from_seconds(seconds));
}

std::uint64_t ArrivalSchedule::due_before(Duration instant) const {
  std::uint64_t low = 0;
  std::uint64_t high = size_;
  while (low < high) {
    const auto middle = low + (high - low) / 2;
    if (at(middle) < instant)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

}  // namespace proofload
