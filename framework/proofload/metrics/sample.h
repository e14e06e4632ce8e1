// SPDX-License-Identifier: Apache-2.0
#pragma once

// One value as it was measured, for outputs that want every single one. A value.

#include <proofload/units/duration.h>

#include <cstddef>

namespace proofload {

struct Sample {
  Duration at{};  ///< since the start of the run; what one request measures has one instant
  std::size_t series = 0;  ///< number of its series among those of the Measurements
  double value = 0;        ///< in the unit of its metric
};

}  // namespace proofload
