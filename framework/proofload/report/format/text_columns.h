// SPDX-License-Identifier: Apache-2.0
#pragma once

// Text in columns of a terminal. Every character of UTF-8 counts as one column, which is true of
// all that this project writes itself. Pure functions.

#include <string>
#include <string_view>

namespace proofload {

/// How many columns a text takes.
std::size_t columns(std::string_view text);

/// Filled up with spaces behind it, or before it, to a number of columns. Longer text stays.
std::string left_aligned(std::string_view text, std::size_t width);
std::string right_aligned(std::string_view text, std::size_t width);

/// The beginning that fits into a number of columns. Never cuts a character.
std::string_view cut_to(std::string_view text, std::size_t width);

}  // namespace proofload
