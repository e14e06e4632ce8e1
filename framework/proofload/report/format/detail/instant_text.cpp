// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/detail/instant_text.h>

#include <fmt/chrono.h>

namespace proofload {
namespace {

constexpr std::size_t most_digits = 9;

void append_fraction(std::string& out, std::int64_t nanoseconds) {
  if (nanoseconds == 0) return;
  char digits[1 + most_digits] = {'.'};
  for (std::size_t place = most_digits; place > 0; --place, nanoseconds /= 10)
    digits[place] = char('0' + nanoseconds % 10);
  auto length = sizeof digits;
  while (digits[length - 1] == '0') --length;
  out.append(digits, length);
}

}  // namespace

void InstantWriter::append(std::string& out, WallClock::time_point instant) {
  const auto second = std::chrono::floor<std::chrono::seconds>(instant);
  if (second != second_ || text_.empty()) {
    second_ = second;
    text_ = fmt::format("{:%Y-%m-%dT%H:%M:%S}", fmt::gmtime(second));
  }
  out += text_;
  append_fraction(out, std::chrono::nanoseconds(instant - second).count());
  out += 'Z';
}

}  // namespace proofload
