// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/detail/json_number.h>

#include <cmath>
#include <cstdint>

namespace proofload {

Object json_number(double value) {
  constexpr double exact_up_to = 9007199254740992;  // 2^53: every whole number is a double
  const bool whole = std::abs(value) <= exact_up_to && std::trunc(value) == value;
  return whole ? Object(std::int64_t(value)) : Object(value);
}

}  // namespace proofload
