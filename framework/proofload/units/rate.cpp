// SPDX-License-Identifier: Apache-2.0
#include <proofload/units/quantity_text.h>
#include <proofload/units/rate.h>

#include <ostream>

namespace proofload {

std::string to_text(Rate rate) { return number_text(rate.per_second(), 6) + "/s"; }

std::ostream& operator<<(std::ostream& out, Rate rate) { return out << to_text(rate); }

std::optional<Rate> parse_rate(std::string_view text) {
  const auto part = split_number(text);
  if (!part) return {};
  if (part->unit == "/s") return Rate::per(part->number, 1s);
  if (part->unit == "/min" || part->unit == "/m") return Rate::per(part->number, 1min);
  if (part->unit == "/h") return Rate::per(part->number, 1h);
  return {};
}

}  // namespace proofload
