// SPDX-License-Identifier: Apache-2.0
#pragma once

// Instants as Go writes them, and with it k6 and vegeta: RFC 3339 in UTC, with as many digits of
// the fraction as it needs, nine at most: "2026-08-21T10:00:00.123456789Z", "2026-08-21T10:00:00Z".

#include <proofload/base/clock.h>

#include <chrono>
#include <string>

namespace proofload {

/// Writes instants one after another and keeps the text of the last second, which is most of the
/// work. Not synchronized.
class InstantWriter {
 public:
  void append(std::string& out, WallClock::time_point instant);

 private:
  std::chrono::sys_seconds second_ = std::chrono::sys_seconds::min();
  std::string text_;  // of that second
};

inline std::string instant_text(WallClock::time_point instant) {
  std::string text;
  InstantWriter().append(text, instant);
  return text;
}

}  // namespace proofload
