// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/growth.h>

#include <proofload/units/quantity_text.h>

#include <algorithm>
#include <cmath>

namespace proofload {
namespace {

double median(std::vector<double> values) {
  const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

double seconds_at(const SeriesPoint& point) { return in_seconds(point.middle()); }

double median_slope(const std::vector<SeriesPoint>& points) {
  std::vector<double> slopes;
  for (auto late = points.begin(); late != points.end(); ++late)
    for (auto early = points.begin(); early != late; ++early)
      slopes.push_back((late->value - early->value) / (seconds_at(*late) - seconds_at(*early)));
  return median(std::move(slopes));
}

}  // namespace

std::optional<Growth> growth_of(const TimeSeries& series) {
  const auto& points = series.points;
  if (points.size() < 2) return {};
  const auto slope = median_slope(points);
  std::vector<double> at_zero;
  for (const auto& point : points) at_zero.push_back(point.value - slope * seconds_at(point));
  const auto height = median(std::move(at_zero));
  return Growth{slope, height + slope * seconds_at(points.front()),
                height + slope * seconds_at(points.back())};
}

std::string growth_text(Quantity quantity, double per_second) {
  const auto a_minute = 60 * per_second;
  const auto least = quantity == Quantity::bytes ? 1024 : quantity == Quantity::count ? 1 : 0;
  const bool slow = a_minute != 0 && std::abs(a_minute) < least;
  const auto value = slow ? 60 * a_minute : a_minute;
  const auto text = quantity == Quantity::count ? number_text(value) : to_text(quantity, value);
  return text + (slow ? " an hour" : " a minute");
}

}  // namespace proofload
