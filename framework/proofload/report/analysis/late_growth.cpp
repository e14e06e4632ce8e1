// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/late_growth.h>

#include <proofload/report/analysis/growth.h>
#include <proofload/report/analysis/thirds.h>
#include <proofload/units/quantity_text.h>

#include <algorithm>
#include <cmath>

namespace proofload {
namespace {

constexpr int pieces_of_a_third = 8;
constexpr std::size_t fewest_points = 5;

// A piece ends with a slice, which are seconds: of 1.2 s it would last two.
TimeSeries series_of(const Window& third, const Statistic& statistic) {
  const auto piece = (third.to() - third.from()) / pieces_of_a_third;
  const auto every = std::max(1s, std::chrono::floor<std::chrono::seconds>(piece));
  return time_series(third, statistic, every);
}

std::string too_few_points(const TimeSeries& series) {
  return series.name + " has values in " + std::to_string(series.points.size()) +
         " pieces of the last third, and needs " + std::to_string(fewest_points) +
         ": play longer, or sample it more often";
}

std::string before_text(const TimeSeries& series) {
  const auto growth = growth_of(series);
  return growth ? "; before it by " + growth_text(series.quantity, growth->per_second) : "";
}

// The line lies between whole descriptors, too.
std::string level_text(Quantity quantity, double level) {
  return quantity == Quantity::count ? number_text(level) : to_text(quantity, level);
}

std::string late_text(const TimeSeries& series, const Growth& growth) {
  const auto range = ", from " + level_text(series.quantity, growth.from) + " to " +
                     level_text(series.quantity, growth.to);
  const auto speed = growth_text(series.quantity, growth.per_second);
  return series.name + " grew by " + speed + " in the last third" + range;
}

double share_of_level(const Growth& growth) {
  const auto level = growth.from > 0 ? growth.from : growth.to;
  return level > 0 ? growth.total() / level : 0;
}

Reading read_growth(const Window& window, const Statistic& statistic) {
  const auto thirds = thirds_of(window);
  if (!thirds.missing.empty()) return {0, 0, thirds.missing, {}};
  const auto late = series_of(thirds.last, statistic);
  if (late.points.empty())
    return {0, 0, "in the last third: " + statistic.read(thirds.last).missing, {}};
  if (late.points.size() < fewest_points) return {0, late.samples(), too_few_points(late), {}};
  const auto growth = *growth_of(late);
  const bool none = std::abs(growth.total()) <= negligible_growth(late.quantity);
  return {none ? 0 : share_of_level(growth),
          late.samples(),
          {},
          late_text(late, growth) + before_text(series_of(thirds.middle, statistic))};
}

}  // namespace

double negligible_growth(Quantity quantity) {
  if (quantity == Quantity::bytes) return 1024 * 1024;
  return quantity == Quantity::count ? 5 : 0;
}

Statistic late_growth(Statistic statistic) {
  const auto name = "late growth of " + statistic.name;
  const auto share = [](const Window&) { return Quantity::share; };
  const auto read_late = [statistic](const Window& window) {
    return read_growth(window, statistic);
  };
  return {name, share, read_late, statistic.of_trend};
}

}  // namespace proofload
