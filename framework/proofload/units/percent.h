// SPDX-License-Identifier: Apache-2.0
#pragma once

// A share in hundredths, so that 0.1_percent can never become a factor of 0.1.

#include <compare>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace proofload {

class Percent {
 public:
  constexpr Percent() = default;
  static constexpr Percent of_share(double share) { return Percent{share * 100}; }
  static constexpr Percent of_hundred(double hundredths) { return Percent{hundredths}; }

  constexpr double share() const { return hundredths_ / 100; }  ///< 5 % is 0.05
  constexpr double hundredths() const { return hundredths_; }   ///< 5 % is 5
  constexpr auto operator<=>(const Percent&) const = default;

 private:
  constexpr explicit Percent(double hundredths) : hundredths_(hundredths) {}
  double hundredths_ = 0;
};

/// "5 %", "0.02 %", "99.99 %": never rounded to the whole.
std::string to_text(Percent percent);
std::ostream& operator<<(std::ostream& out, Percent percent);

/// Reads "5%", "0.5 %", "5 percent". A bare number is not accepted, because 0.5 could mean either;
/// empty then, and when the text is none of these.
std::optional<Percent> parse_percent(std::string_view text);

inline namespace literals {
constexpr Percent operator""_percent(unsigned long long n) {
  return Percent::of_hundred(double(n));
}
constexpr Percent operator""_percent(long double n) { return Percent::of_hundred(double(n)); }
}  // namespace literals

}  // namespace proofload
