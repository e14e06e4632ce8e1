// SPDX-License-Identifier: Apache-2.0
#pragma once

// Durations are plain std::chrono; this file says how people write and read them.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace proofload {

using namespace std::chrono_literals;  // 30s, 12min, 8h

/// Every duration in Proofload. An instant of a run is a Duration too: the time since its start.
using Duration = std::chrono::nanoseconds;

/// "120 ns", "35 µs", "1.2 ms", "30 s", "12 min", "1 h 30 min".
std::string to_text(Duration duration);

/// Reads what people write: ns, us, µs, ms, s, m, min, h, and sums of them ("1h30m"). A sign stands
/// in front and holds for the whole sum; only 0 needs no unit. Empty when the text is none of
/// these, or beyond 292 years.
std::optional<Duration> parse_duration(std::string_view text);

constexpr double in_seconds(Duration duration) {
  return std::chrono::duration<double>(duration).count();
}

constexpr double in_milliseconds(Duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

/// Rounded to the nearest nanosecond; what is beyond 292 years becomes the greatest duration there
/// is, and what is no number zero.
constexpr Duration from_seconds(double seconds) {
  constexpr double limit = 9.2e9;
  if (seconds != seconds) return Duration{};
  if (seconds >= limit) return Duration::max();
  if (seconds <= -limit) return -Duration::max();
  return Duration{static_cast<Duration::rep>(seconds * 1e9 + (seconds < 0 ? -0.5 : 0.5))};
}

constexpr Duration from_milliseconds(double milliseconds) {
  return from_seconds(milliseconds / 1e3);
}

}  // namespace proofload
