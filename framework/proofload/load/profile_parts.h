// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the longer verbs of a profile are told, as values with named fields. Quantity is Rate or
// Users. Limits are checked by problems().

#include <proofload/units/duration.h>
#include <proofload/units/rate.h>
#include <proofload/units/users.h>

namespace proofload {

/// How long a spike rises, stays and falls. A time of zero is a jump; not all may be zero.
struct SpikeTimes {
  Duration rise{};
  Duration hold{};
  Duration fall{};
};

/// Steps of equal height and length, up from the value reached before.
template <class Quantity>
struct StairSteps {
  Quantity height{};  ///< of one step; below zero the stairs go down
  int steps = 0;      ///< at least 1, at most 10,000
  Duration each{};    ///< how long each step is held
  Duration rise{};    ///< how long the way up to a step takes; zero: a jump
};

/// mean + amplitude sin(2 pi t / period), t since the stage began.
template <class Quantity>
struct SineWave {
  Quantity mean{};
  Quantity amplitude{};  ///< at most the mean, since a load cannot be below zero
  Duration period{};     ///< at least 20 pieces of the stage long (piece.h)
  Duration length{};
};

/// A quantity as a plain number, starts a second or users, and back.
constexpr double magnitude(Rate rate) { return rate.per_second(); }
constexpr double magnitude(Users users) { return double(users.count()); }

template <class Quantity>
Quantity quantity(double magnitude);
template <>
Rate quantity<Rate>(double magnitude);
template <>
Users quantity<Users>(double magnitude);  ///< rounded to the nearest whole number

}  // namespace proofload
