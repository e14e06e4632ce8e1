// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/synthetic.h>

#include <proofload/base/usage_error.h>
#include <proofload/data/detail/word_lists.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <iterator>
#include <numeric>

namespace proofload::synthetic {
namespace {

constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view hex_digits = "0123456789abcdef";

char one_of(Random& random, std::string_view characters) {
  return characters[random.below(characters.size())];
}

std::string text_of(Random& random, std::string_view characters, std::size_t length) {
  std::string text(length, ' ');
  for (char& c : text) c = one_of(random, characters);
  return text;
}

template <std::size_t Number>
std::string one_of(Random& random, const char* const (&texts)[Number]) {
  return texts[random.below(Number)];
}

std::string in_lower_case(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
  return text;
}

}  // namespace

std::int64_t integer(Random& random, std::int64_t low, std::int64_t high) {
  if (low > high)
    throw UsageError("no whole number lies from " + std::to_string(low) + " to " +
                     std::to_string(high));
  const auto number = std::uint64_t(high) - std::uint64_t(low) + 1;  // 0: all there are
  const auto step = number == 0 ? random() : random.below(number);
  return std::int64_t(std::uint64_t(low) + step);
}

double real(Random& random, double low, double high) {
  if (!(low <= high) || !std::isfinite(high - low))
    throw UsageError("no number lies from " + std::to_string(low) + " to " + std::to_string(high));
  const double value = low + random.uniform() * (high - low);
  return value < high || low == high ? value : std::nextafter(high, low);
}

std::size_t position(Random& random, std::size_t number) {
  if (number == 0) throw UsageError("there is nothing to choose from");
  return random.below(number);
}

std::size_t weighted_position(Random& random, const std::vector<std::uint32_t>& weights) {
  const auto total = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
  if (total == 0) throw UsageError("there is nothing to choose from: no weight is greater than 0");
  auto left = random.below(total);
  std::size_t position = 0;
  while (left >= weights[position]) left -= weights[position++];
  return position;
}

std::string letters(Random& random, std::size_t length) {
  return text_of(random, alphabet, length);
}
std::string digits(Random& random, std::size_t length) {
  return text_of(random, hex_digits.substr(0, 10), length);
}
std::string hex(Random& random, std::size_t length) { return text_of(random, hex_digits, length); }

std::string like(Random& random, std::string_view model) {
  std::string text(model);
  for (char& c : text)
    if (c == '#')
      c = one_of(random, hex_digits.substr(0, 10));
    else if (c == '?')
      c = one_of(random, alphabet);
  return text;
}

std::string uuid(Random& random) {
  std::string text = "xxxxxxxx-xxxx-4xxx-Nxxx-xxxxxxxxxxxx";
  for (char& c : text)
    if (c == 'x')
      c = one_of(random, hex_digits);
    else if (c == 'N')
      c = one_of(random, "89ab");
  return text;
}

std::string first_name(Random& random) { return one_of(random, detail::first_names); }
std::string last_name(Random& random) { return one_of(random, detail::last_names); }

std::string person_name(Random& random) {
  const auto first = first_name(random);
  return first + " " + last_name(random);
}

std::string email(Random& random) {
  const auto first = first_name(random);
  const auto last = last_name(random);
  const auto number = digits(random, 4);
  return in_lower_case(first + "." + last + "." + number) + "@example." +
         choice(random, {"com", "net", "org"});
}

std::string words(Random& random, std::size_t number) {
  std::string text;
  for (std::size_t i = 0; i < number; ++i)
    text.append(i > 0 ? " " : "").append(one_of(random, detail::common_words));
  return text;
}

std::string sentence(Random& random, std::size_t number) {
  auto text = words(random, number);
  if (text.empty()) return text;
  text[0] = char(text[0] - 'a' + 'A');
  return text + ".";
}

std::string paragraph(Random& random, std::size_t sentences) {
  std::string text;
  for (std::size_t i = 0; i < sentences; ++i) {
    const auto length = std::size_t(integer(random, 5, 14));
    text.append(i > 0 ? " " : "").append(sentence(random, length));
  }
  return text;
}

std::string timestamp(Random& random, std::chrono::sys_seconds from, std::chrono::sys_seconds to) {
  using std::chrono::floor;
  const std::chrono::seconds since_epoch(
      integer(random, from.time_since_epoch().count(), to.time_since_epoch().count()));
  const std::chrono::sys_seconds instant(since_epoch);
  const auto day = floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(instant - day);
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", int(date.year()),
                unsigned(date.month()), unsigned(date.day()), int(time.hours().count()),
                int(time.minutes().count()), int(time.seconds().count()));
  return text.data();
}

std::string ipv4(Random& random) {
  const auto network = choice(random, {"192.0.2.", "198.51.100.", "203.0.113."});
  return network + std::to_string(integer(random, 1, 254));
}

}  // namespace proofload::synthetic
