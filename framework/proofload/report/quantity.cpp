// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/quantity.h>

#include <proofload/units/bytes.h>
#include <proofload/units/duration.h>
#include <proofload/units/percent.h>
#include <proofload/units/quantity_text.h>
#include <proofload/units/rate.h>

#include <cmath>

namespace proofload {

std::string to_text(Quantity quantity, double value) {
  switch (quantity) {
    case Quantity::milliseconds:
      return to_text(from_milliseconds(value));
    case Quantity::share:
      return to_text(Percent::of_share(value));
    case Quantity::per_second:
      return number_text(value, std::abs(value) < 1e6 ? 6 : 3) + "/s";
    case Quantity::bytes:
      return to_text(Bytes(std::llround(value)));
    case Quantity::count:
      break;
  }
  return value == std::floor(value) ? count_text(value) : number_text(value, 6);
}

std::string_view unit_name(Quantity quantity) {
  constexpr std::string_view names[] = {"ms", "share", "per_second", "bytes", "count"};
  return names[static_cast<std::size_t>(quantity)];
}

}  // namespace proofload
