// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/breaking_point.h>

#include <algorithm>
#include <iterator>

namespace proofload {
namespace {

using Points = std::vector<LoadPoint>;
using Place = Points::const_iterator;

constexpr double too_many_errors = 0.01;
constexpr double bend = 3;
constexpr double least_bend = 5;  // milliseconds
constexpr int stays = 3;          // pieces
constexpr double near_peak = 0.9;
constexpr double low_load = 0.25;

// What a piece says; nothing where it holds too little.
using Finding = std::optional<bool>;

Finding has_errors(const LoadPoint& point) {
  if (!point.error_share) return {};
  return *point.error_share > too_many_errors;
}

Finding is_bent(const LoadPoint& point, std::optional<double> low_p95) {
  if (!point.p95 || !low_p95) return {};
  return *point.p95 > std::max(bend * *low_p95, *low_p95 + least_bend);
}

// With errors it is degraded, however fast its other answers are.
Finding is_degraded(const LoadPoint& point, std::optional<double> low_p95) {
  const auto errors = has_errors(point);
  if (!errors || *errors || !low_p95) return errors;
  return is_bent(point, low_p95);
}

// The first piece from which on the finding is the wanted one in so many pieces that say something,
// or, where the end will do, in all that are left.
template <class Find>
Place first_stay(Place first, Place last, bool wanted, bool end_will_do, Find find) {
  auto begin = last;
  int length = 0;
  for (; first != last && length < stays; ++first) {
    const Finding finding = find(*first);
    if (!finding) continue;
    if (*finding != wanted)
      length = 0;
    else if (length++ == 0)
      begin = first;
  }
  return length >= stays || (end_will_do && length > 0) ? begin : last;
}

std::optional<LoadPoint> at(const Points& points, Place place) {
  return place == points.end() ? std::nullopt : std::optional(*place);
}

bool less_load(const LoadPoint& left, const LoadPoint& right) { return left.load < right.load; }

// Where the load begins at its peak, the first third.
Place end_of_beginning(const Points& points, double greatest) {
  const auto peak = std::find_if(points.begin(), points.end(), [&](const LoadPoint& point) {
    return point.load >= near_peak * greatest;
  });
  return peak == points.begin() ? points.begin() + std::ptrdiff_t((points.size() + 2) / 3) : peak;
}

std::optional<double> low_load_p95(const Points& points, double greatest) {
  Points before;
  std::copy_if(points.begin(), end_of_beginning(points, greatest), std::back_inserter(before),
               [](const LoadPoint& point) { return point.p95.has_value(); });
  if (before.empty()) return {};
  const auto least = std::min_element(before.begin(), before.end(), less_load)->load;
  std::erase_if(before, [&](const LoadPoint& point) {
    return point.load > least + low_load * (greatest - least);
  });
  const auto middle = before.begin() + std::ptrdiff_t(before.size() / 2);
  std::nth_element(before.begin(), middle, before.end(),
                   [](auto& left, auto& right) { return *left.p95 < *right.p95; });
  return middle->p95;
}

std::optional<LoadPoint> largest_held(const Points& points, const BreakingPoint& found) {
  std::optional<LoadPoint> largest;
  for (const auto& point : points) {
    if (found.errors_begin && point.from >= found.errors_begin->from) break;
    if (found.latency_bends && point.from >= found.latency_bends->from) break;
    if (is_degraded(point, found.low_load_p95) != Finding(false)) continue;
    if (!largest || point.load > largest->load) largest = point;
  }
  return largest;
}

Duration first_degraded(const BreakingPoint& found) {
  auto first = Duration::max();
  for (const auto& place : {found.errors_begin, found.latency_bends})
    if (place) first = std::min(first, place->to);
  return first;
}

void find_recovery(const Points& points, BreakingPoint& found) {
  const auto after = std::max(found.peak_ended, first_degraded(found));
  const auto first = std::find_if(points.begin(), points.end(),
                                  [&](const LoadPoint& point) { return point.from >= after; });
  const auto degraded = [&](const LoadPoint& point) {
    return is_degraded(point, found.low_load_p95);
  };
  const auto well = first_stay(first, points.end(), false, true, degraded);
  found.watched = points.back().to - found.peak_ended;
  if (well != points.end()) {
    found.recovery = Recovery::recovered;
    found.recovery_time = well->from - found.peak_ended;
  } else {
    const bool known = std::any_of(
        first, points.end(), [&](const LoadPoint& point) { return degraded(point).has_value(); });
    found.recovery = known ? Recovery::not_recovered : Recovery::not_seen;
  }
}

}  // namespace

std::string_view to_text(Recovery recovery) {
  constexpr std::string_view names[] = {"not_needed", "recovered", "not_recovered", "not_seen"};
  return names[static_cast<std::size_t>(recovery)];
}

BreakingPoint find_breaking_point(const LoadCourse& course) {
  const auto& points = course.points;
  BreakingPoint found;
  found.of_users = course.of_users;
  const auto greatest = std::max_element(points.begin(), points.end(), less_load);
  if (greatest == points.end() || greatest->load <= 0) return found;
  found.greatest = *greatest;
  found.low_load_p95 = low_load_p95(points, greatest->load);
  found.errors_begin =
      at(points, first_stay(points.begin(), points.end(), true, false, has_errors));
  found.latency_bends =
      at(points, first_stay(points.begin(), points.end(), true, false,
                            [&](auto& point) { return is_bent(point, found.low_load_p95); }));
  found.largest_held = largest_held(points, found);
  const auto peak = std::find_if(points.rbegin(), points.rend(), [&](const LoadPoint& point) {
    return point.load >= near_peak * greatest->load;
  });
  found.peak_ended = peak->to;
  if (found.degraded()) find_recovery(points, found);
  return found;
}

}  // namespace proofload
