// SPDX-License-Identifier: Apache-2.0
#pragma once

// A rate of starts: how many iterations begin in a second. Fractions are allowed.
// A value; the type cannot be mistaken for a number of users.

#include <proofload/units/duration.h>

#include <compare>
#include <iosfwd>

namespace proofload {

class Rate {
 public:
  constexpr Rate() = default;
  static constexpr Rate per_second(double value) { return Rate{value}; }
  static constexpr Rate per(double count, Duration interval) {
    return Rate{count / in_seconds(interval)};
  }

  constexpr double per_second() const { return per_second_; }
  constexpr auto operator<=>(const Rate&) const = default;

 private:
  constexpr explicit Rate(double value) : per_second_(value) {}
  double per_second_ = 0;
};

/// How many starts a rate makes in a time.
constexpr double operator*(Rate rate, Duration time) {
  return rate.per_second() * in_seconds(time);
}

/// "1000/s", "0.5/s".
std::string to_text(Rate rate);
std::ostream& operator<<(std::ostream& out, Rate rate);

/// Reads "1000/s", "30/min", "5/h". Empty when the text is none of these.
std::optional<Rate> parse_rate(std::string_view text);

inline namespace literals {
constexpr Rate operator""_per_s(unsigned long long n) { return Rate::per(double(n), 1s); }
constexpr Rate operator""_per_s(long double n) { return Rate::per(double(n), 1s); }
constexpr Rate operator""_per_min(unsigned long long n) { return Rate::per(double(n), 1min); }
constexpr Rate operator""_per_min(long double n) { return Rate::per(double(n), 1min); }
constexpr Rate operator""_per_h(unsigned long long n) { return Rate::per(double(n), 1h); }
constexpr Rate operator""_per_h(long double n) { return Rate::per(double(n), 1h); }
}  // namespace literals

}  // namespace proofload
