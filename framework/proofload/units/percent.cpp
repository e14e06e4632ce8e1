// SPDX-License-Identifier: Apache-2.0
#include <proofload/units/percent.h>
#include <proofload/units/quantity_text.h>

#include <algorithm>
#include <cmath>
#include <ostream>

namespace proofload {

namespace {

// Near the whole, the digits that matter are those of what is missing: 99.99 % is not 100 %.
int digits_of(double hundredths) {
  const double missing = std::abs(100 - hundredths);
  if (missing == 0 || hundredths == 0 || !std::isfinite(missing)) return 3;
  const double more =
      std::floor(std::log10(std::abs(hundredths))) - std::floor(std::log10(missing));
  return 3 + static_cast<int>(std::clamp(more, 0.0, 6.0));
}

}  // namespace

std::string to_text(Percent percent) {
  return number_text(percent.hundredths(), digits_of(percent.hundredths())) + " %";
}

std::ostream& operator<<(std::ostream& out, Percent percent) { return out << to_text(percent); }

std::optional<Percent> parse_percent(std::string_view text) {
  const auto part = split_number(text);
  if (!part || (part->unit != "%" && part->unit != "percent")) return {};
  return Percent::of_hundred(part->number);
}

}  // namespace proofload
