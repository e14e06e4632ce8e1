// SPDX-License-Identifier: Apache-2.0
#pragma once

// How long a user thinks between two steps: a value that is drawn anew for every pause.
//
//   user.pause(2s)                                always 2 s
//   user.pause(PauseTime::uniform(1s, 3s))        anything from 1 s to 3 s
//   user.pause(PauseTime::normal(2s, 500ms))      around 2 s
//   user.pause(PauseTime::exponential(2s))        mostly short, sometimes long, 2 s in the mean
//
// The same stream draws the same pauses on every machine (distributions.h). Values; safe from any
// thread. A pause that cannot be is a mistake of the author: UsageError.

#include <proofload/base/random.h>
#include <proofload/units/duration.h>

#include <concepts>
#include <cstdint>
#include <string>

namespace proofload {

class PauseTime {
 public:
  /// A plain duration is a pause, too. Throws UsageError below zero, as all here do.
  template <std::convertible_to<Duration> Length>
  PauseTime(Length always) : PauseTime(Kind::fixed, always, {}) {}  // NOLINT(*-explicit-*)

  static PauseTime fixed(Duration always) { return PauseTime(always); }

  /// Every length from the shortest to the longest equally likely. The shortest must come first.
  static PauseTime uniform(Duration shortest, Duration longest);

  /// The bell curve, what falls below zero being zero. A deviation of more than half the mean
  /// makes the mean of the pauses noticeably longer.
  static PauseTime normal(Duration mean, Duration deviation);

  /// -mean ln(1 - u): how long it takes until the next of many independent visitors acts.
  static PauseTime exponential(Duration mean);

  /// The next pause, never below zero. Draws nothing from the stream if fixed, one number if
  /// uniform or exponential, two if normal.
  Duration draw(Random& random) const;

  Duration mean() const;  ///< of the curve, before it is cut at zero

  /// "2 s", "uniform, 1 s to 3 s", "normal, 2 s ± 500 ms", "exponential, 2 s in the mean".
  friend std::string to_text(const PauseTime& pause);

 private:
  enum class Kind : std::uint8_t { fixed, uniform, normal, exponential };
  PauseTime(Kind kind, Duration first, Duration second);

  Kind kind_ = Kind::fixed;
  Duration first_{};   // the length, the shortest, or the mean
  Duration second_{};  // the longest, or the deviation
};

std::string to_text(const PauseTime& pause);

}  // namespace proofload
