// SPDX-License-Identifier: Apache-2.0
#pragma once

// How numbers with a unit are written and read, shared by every unit in this folder.
// Pure functions, safe from any thread.

#include <concepts>
#include <optional>
#include <string>
#include <string_view>

namespace proofload {

/// A number as people write it: at most `digits` significant digits, but never fewer than its whole
/// part has; no trailing zeros, and commas between thousands once there are five digits or more
/// ("0.1", "15", "1000", "15,000").
std::string number_text(double value, int digits = 3);

/// A whole number with commas between thousands ("720,000").
std::string count_text(double value);
std::string count_text(std::integral auto value) { return count_text(static_cast<double>(value)); }

/// A number followed by its unit, cut apart.
struct NumberWithUnit {
  double number = 0;
  std::string_view unit;  ///< a part of the text that was read; spaces around it are removed
};

/// Reads "12min", "0.5 %", "1000/s". Commas between digits are skipped. Empty when no number
/// comes first or the number is not finite.
std::optional<NumberWithUnit> split_number(std::string_view text);

}  // namespace proofload
