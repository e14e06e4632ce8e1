// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/arrival_schedule.h>

#include <algorithm>
#include <cmath>

namespace proofload {
namespace {

// An area that should be a whole number may miss it by rounding; a start more or less is not due
// for a millionth of one.
double rounding(double area) { return 1e-6 + 1e-15 * area; }

bool begins_with_hold(const std::vector<Stage>& stages) {
  if (stages.empty()) return false;
  const auto& first = stages.front();
  return !first.shape && first.from == first.to;
}

}  // namespace

ArrivalSchedule::ArrivalSchedule(const RateProfile& profile, std::uint64_t seed,
                                 std::uint64_t stream, std::optional<double> phase)
    : phase_(phase.value_or(begins_with_hold(profile.stages()) ? 0 : 1)), beyond_(phase_ < 1) {
  long double area = 0;  // of up to 20,000 pieces a stage
  for (const auto& piece : pieces_of(profile.stages())) {
    const double seconds = in_seconds(piece.length);
    if (seconds <= 0) continue;
    growths_.push_back(
        {double(area), piece.from, (piece.to - piece.from) / seconds, piece.begin, piece.length});
    area += (piece.from + piece.to) / 2 * seconds;
  }
  area_ = double(area);
  if (profile.arrivals() == Arrivals::poisson) points_.emplace(area_, seed, stream);
  size_ = points_ ? points_->size() : even_size();
}

std::uint64_t ArrivalSchedule::even_size() const {
  const double starts =
      beyond_ ? std::ceil(area_ - phase_ - rounding(area_)) : std::floor(area_ + rounding(area_));
  return static_cast<std::uint64_t>(std::max(0.0, starts));
}

double ArrivalSchedule::area_of(std::uint64_t n) const {
  if (points_) return points_->at(n);
  return double(n) + phase_;
}

// Where the rate is zero for a while, the area stays what it is. A start that is due as the area
// grows beyond a number comes after such a pause; one that is due when the area reaches it, before.
const ArrivalSchedule::Growth& ArrivalSchedule::growth_at(double area) const {
  const auto after = beyond_ && !points_
                         ? std::upper_bound(growths_.begin(), growths_.end(), area + rounding(area),
                                            [](double wanted, const Growth& candidate) {
                                              return wanted < candidate.area_before;
                                            })
                         : std::lower_bound(growths_.begin(), growths_.end(),
                                            points_ ? area : area - rounding(area),
                                            [](const Growth& candidate, double wanted) {
                                              return candidate.area_before < wanted;
                                            });
  return after == growths_.begin() ? *after : *(after - 1);
}

Duration ArrivalSchedule::at(std::uint64_t n) const {
  const double area = area_of(n);
  const auto& growth = growth_at(area);
  const double missing = std::max(0.0, area - growth.area_before);
  const double root =
      std::sqrt(std::max(0.0, growth.from * growth.from + 2 * growth.slope * missing));
  const double seconds = missing == 0 ? 0 : 2 * missing / (growth.from + root);
  return growth.begin + std::min(growth.length, from_seconds(seconds));
}

double ArrivalSchedule::area_at(Duration instant) const {
  const auto after = std::upper_bound(
      growths_.begin(), growths_.end(), instant,
      [](Duration wanted, const Growth& candidate) { return wanted < candidate.begin; });
  if (after == growths_.begin()) return 0;
  const auto& growth = *(after - 1);
  const double seconds = in_seconds(std::min(instant - growth.begin, growth.length));
  return growth.area_before + growth.from * seconds + growth.slope * seconds * seconds / 2;
}

// The area says it but for the last nanosecond; at() decides.
std::uint64_t ArrivalSchedule::due_before(Duration instant) const {
  const double area = area_at(instant);
  auto count =
      std::min(size_, points_ ? points_->count_to(area) : static_cast<std::uint64_t>(area));
  while (count > 0 && at(count - 1) >= instant) --count;
  while (count < size_ && at(count) < instant) ++count;
  return count;
}

}  // namespace proofload
