// SPDX-License-Identifier: Apache-2.0
#include <proofload/units/quantity_text.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace proofload {
namespace {

std::string with_thousands(std::string digits) {
  const auto point = digits.find('.');
  const auto first = digits.front() == '-' ? std::size_t{1} : std::size_t{0};
  auto position = point == std::string::npos ? digits.size() : point;
  if (position - first < 5) return digits;
  while (position > first + 3) {
    position -= 3;
    digits.insert(position, 1, ',');
  }
  return digits;
}

std::string without_trailing_zeros(std::string digits) {
  if (digits.find('.') == std::string::npos) return digits;
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

std::string fixed(double value, int decimals) {
  char text[400];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  const bool negative_zero = text[0] == '-' && std::strpbrk(text, "123456789in") == nullptr;
  return negative_zero ? text + 1 : text;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A comma between thousands: a digit before it, and exactly three after it.
bool is_thousands_comma(std::string_view text, std::size_t position) {
  if (position == 0 || !is_digit(text[position - 1])) return false;
  const auto rest = text.substr(position + 1);
  const auto digits = std::find_if_not(rest.begin(), rest.end(), is_digit) - rest.begin();
  return digits == 3;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

std::string number_text(double value, int digits) {
  if (!std::isfinite(value)) return std::isnan(value) ? "nan" : (value < 0 ? "-inf" : "inf");
  if (value == 0) return "0";
  const int magnitude = static_cast<int>(std::floor(std::log10(std::abs(value))));
  const int decimals = std::clamp(digits - 1 - magnitude, 0, 12);
  return with_thousands(without_trailing_zeros(fixed(value, decimals)));
}

std::string count_text(double value) { return with_thousands(fixed(value, 0)); }

std::optional<NumberWithUnit> split_number(std::string_view text) {
  text = trimmed(text);
  std::size_t length = 0;
  std::string number;
  for (; length < text.size(); ++length) {
    const char c = text[length];
    const bool sign = (c == '-' || c == '+') && length == 0;
    if (c == ',' && is_thousands_comma(text, length)) continue;
    if (!sign && c != '.' && !is_digit(c)) break;
    number += c;
  }
  char* end = nullptr;
  const double value = std::strtod(number.c_str(), &end);
  if (number.empty() || end != number.c_str() + number.size() || !std::isfinite(value)) return {};
  return NumberWithUnit{value, trimmed(text.substr(length))};
}

}  // namespace proofload
