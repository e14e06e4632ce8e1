// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <proofload/base/result.h>
#include <proofload/report/quantity.h>

#include <optional>
#include <string_view>

namespace proofload::detail {

/// A number and what it is said to be.
struct ThresholdNumber {
  double value = 0;                    ///< in milliseconds, as a share, in bytes, in 1/s
  std::optional<Quantity> quantity{};  ///< nothing where it has no unit
};

/// Reads "-1", "1e3", "500ms", "1 %", "10MiB", "100/s". The error says what is wrong with the text,
/// not where it stands.
Result<ThresholdNumber> parse_threshold_number(std::string_view text);

}  // namespace proofload::detail
