// SPDX-License-Identifier: Apache-2.0
#include <proofload/units/bytes.h>
#include <proofload/units/quantity_text.h>

#include <cmath>
#include <ostream>
#include <utility>

namespace proofload {
namespace {

constexpr std::pair<const char*, double> byte_units[] = {
    {"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"GB", 1e9},
    {"MB", 1e6},      {"kB", 1e3},      {"B", 1},
};

}  // namespace

std::string to_text(Bytes bytes) {
  const auto count = double(bytes.count());
  for (const auto& [unit, size] : {byte_units[0], byte_units[1], byte_units[2]})
    if (std::abs(count) >= size) return number_text(count / size) + " " + unit;
  return number_text(count) + " B";
}

std::ostream& operator<<(std::ostream& out, Bytes bytes) { return out << to_text(bytes); }

std::optional<Bytes> parse_bytes(std::string_view text) {
  const auto part = split_number(text);
  if (!part) return {};
  for (const auto& [unit, size] : byte_units)
    if (part->unit == unit && std::abs(part->number) * size < 9e18)
      return Bytes(std::llround(part->number * size));
  return {};
}

}  // namespace proofload
