// SPDX-License-Identifier: Apache-2.0
#include <proofload/units/percent.h>
#include <proofload/units/quantity_text.h>

#include <ostream>

namespace proofload {

std::string to_text(Percent percent) { return number_text(percent.hundredths()) + " %"; }

std::ostream& operator<<(std::ostream& out, Percent percent) { return out << to_text(percent); }

std::optional<Percent> parse_percent(std::string_view text) {
  const auto part = split_number(text);
  if (!part || (part->unit != "%" && part->unit != "percent")) return {};
  return Percent::of_hundred(part->number);
}

}  // namespace proofload
