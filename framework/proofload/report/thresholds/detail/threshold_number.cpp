// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/thresholds/detail/threshold_number.h>

#include <proofload/base/safe_text.h>
#include <proofload/units/bytes.h>
#include <proofload/units/duration.h>
#include <proofload/units/percent.h>
#include <proofload/units/rate.h>

#include <charconv>
#include <cmath>

namespace proofload::detail {
namespace {

// One of the unit; nothing where it is none.
std::optional<ThresholdNumber> one_of(std::string_view unit) {
  if (unit.find_first_of("0123456789.+-") != unit.npos) return {};
  const auto one = "1" + std::string(unit);
  if (const auto duration = parse_duration(one))
    return ThresholdNumber{in_milliseconds(*duration), Quantity::milliseconds};
  if (const auto percent = parse_percent(one))
    return ThresholdNumber{percent->share(), Quantity::share};
  if (const auto bytes = parse_bytes(one))
    return ThresholdNumber{double(bytes->count()), Quantity::bytes};
  if (const auto rate = parse_rate(one))
    return ThresholdNumber{rate->per_second(), Quantity::per_second};
  return {};
}

Error not_finite(std::string_view text) {
  return {safe_line(text) + " is no limit: give a finite number"};
}

}  // namespace

Result<ThresholdNumber> parse_threshold_number(std::string_view text) {
  auto digits = text;
  if (digits.starts_with('+') && !digits.starts_with("+-")) digits.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error == std::errc::invalid_argument)
    return Error{text.empty() ? "a number is missing"
                              : "\"" + safe_line(text) + "\" is not a number"};
  if (error != std::errc() || !std::isfinite(number)) return not_finite(text);
  auto unit = digits.substr(std::size_t(end - digits.data()));
  if (unit.empty()) return ThresholdNumber{number};
  while (unit.starts_with(' ')) unit.remove_prefix(1);
  const auto one = one_of(unit);
  if (!one)
    return Error{"\"" + safe_line(unit) +
                 "\" is no unit: write ms, s, min, %, MiB, MB or /s, or leave it out"};
  if (!std::isfinite(number * one->value)) return not_finite(text);
  return ThresholdNumber{number * one->value, one->quantity};
}

}  // namespace proofload::detail
