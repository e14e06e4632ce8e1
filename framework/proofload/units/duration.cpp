// SPDX-License-Identifier: Apache-2.0
#include <proofload/units/duration.h>
#include <proofload/units/quantity_text.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace proofload {
namespace {

struct Unit {
  std::string_view name;
  double seconds;
};

constexpr std::array<Unit, 10> duration_units{{{"ns", 1e-9},
                                               {"us", 1e-6},
                                               {"µs", 1e-6},
                                               {"ms", 1e-3},
                                               {"s", 1},
                                               {"sec", 1},
                                               {"m", 60},
                                               {"min", 60},
                                               {"h", 3600},
                                               {"d", 86400}}};

std::string in_two_units(std::int64_t seconds, std::int64_t larger, const char* large,
                         std::int64_t smaller, const char* small) {
  const auto whole = seconds / larger;
  const auto rest = seconds % larger / smaller;
  std::string text = std::to_string(whole) + " " + large;
  if (rest != 0) text += " " + std::to_string(rest) + " " + small;
  return text;
}

std::string scaled(double value, const char* unit) { return number_text(value) + " " + unit; }

std::optional<double> seconds_in(double number, std::string_view unit) {
  for (const Unit& known : duration_units)
    if (known.name == unit) return number * known.seconds;
  return {};
}

}  // namespace

std::string to_text(Duration duration) {
  if (duration < Duration::zero()) return "-" + to_text(-std::max(duration, -Duration::max()));
  const double seconds = in_seconds(duration);
  if (seconds == 0) return "0 s";
  if (seconds < 0.9995e-6) return scaled(seconds * 1e9, "ns");
  if (seconds < 0.9995e-3) return scaled(seconds * 1e6, "µs");
  if (seconds < 0.9995) return scaled(seconds * 1e3, "ms");
  if (seconds < 59.95) return scaled(seconds, "s");
  const auto whole = std::llround(seconds);
  if (whole < 3600) return in_two_units(whole, 60, "min", 1, "s");
  return in_two_units(std::llround(seconds / 60), 60, "h", 1, "min");
}

std::optional<Duration> parse_duration(std::string_view text) {
  auto part = split_number(text);
  if (!part) return {};
  if (part->number == 0 && part->unit.empty()) return Duration{};
  const bool negative = std::signbit(part->number);
  double seconds = 0;
  for (; !text.empty(); part = split_number(text)) {
    if (!part) return {};
    const auto end = part->unit.find_first_of("0123456789.");
    auto unit = part->unit.substr(0, end);
    while (!unit.empty() && unit.back() == ' ') unit.remove_suffix(1);
    const auto more = seconds_in(std::abs(part->number), unit);
    if (!more) return {};
    seconds += *more;
    text = end == std::string_view::npos ? std::string_view{} : part->unit.substr(end);
  }
  if (seconds > 9.2e9) return {};
  return from_seconds(negative ? -seconds : seconds);
}

}  // namespace proofload
