// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/analysis/load_course.h>

#include <proofload/report/health.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace proofload {
namespace {

constexpr std::size_t parts = 8;
constexpr std::size_t fewest_course_points = 10;

Duration piece_length(Duration length) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(length);
  return std::max<Duration>(
      1s, (seconds + std::chrono::seconds(LoadCourse::most_points - 1)) / LoadCourse::most_points);
}

double planned_in(const Window& piece, const std::vector<std::uint64_t>& planned) {
  const auto [first, last] = piece.slices();
  double sum = 0;
  for (auto slice = first; slice < std::min<std::size_t>(last, planned.size()); ++slice)
    sum += double(planned[slice]);
  return sum / in_seconds(piece.length());
}

// Users are counted where a second begins: those at the end of a piece stand in the next one.
double users_in(const Window& piece, const Window& run) {
  return run.between(piece.from(), piece.to() + 1s).gauge(metrics::vus).max;
}

std::optional<double> p95_of(const Window& piece) {
  const auto answered = piece.succeeded().trend(metrics::response);
  if (answered.count() < LoadCourse::fewest) return {};
  return answered.quantile(0.95);
}

LoadPoint point_of(const Window& piece, const Report& report, const Health& health) {
  const auto& planned = report.facts().planned;
  const auto requests = piece.rate(metrics::step_failed);
  LoadPoint point{piece.from(), piece.to()};
  point.load = planned.empty() ? users_in(piece, report.during_load()) : planned_in(piece, planned);
  point.requests_per_second = double(requests.count) / in_seconds(piece.length());
  if (requests.count >= LoadCourse::fewest) point.error_share = requests.share();
  point.p95 = p95_of(piece.only(health.mask()));
  return point;
}

// So much more than by chance: the arrivals of a part are Poisson's at worst.
bool beyond_chance(double low, double high, Duration length) {
  const auto seconds = in_seconds(length);
  return (high - low) * seconds > 6 * std::sqrt(high * seconds);
}

}  // namespace

bool LoadCourse::changes() const {
  if (points.size() < fewest_course_points) return false;
  std::array<double, parts> means{};
  std::array<double, parts> counts{};
  for (std::size_t number = 0; number < points.size(); ++number) {
    const auto part = number * parts / points.size();
    means[part] += points[number].load;
    ++counts[part];
  }
  for (std::size_t part = 0; part < parts; ++part) means[part] /= counts[part];
  const auto [low, high] = std::minmax_element(means.begin(), means.end());
  const auto part_length = (points.back().to - points.front().from) / parts;
  return *high >= 1.5 * *low && *high > 0 && (of_users || beyond_chance(*low, *high, part_length));
}

LoadCourse load_course(const Report& report) {
  const auto health = health_of(report, lateness_allowed_by_rates);
  LoadCourse course;
  course.of_users = report.facts().planned.empty();
  const auto run = report.during_load();
  for (const auto& piece : run.every(piece_length(run.length())))
    course.points.push_back(point_of(piece, report, health));
  return course;
}

}  // namespace proofload
