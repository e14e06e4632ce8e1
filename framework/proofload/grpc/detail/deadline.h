// SPDX-License-Identifier: Apache-2.0
#pragma once

// Instants as gRPC takes them.

#include <proofload/units/duration.h>

#include <grpc/support/time.h>

namespace proofload::detail {

inline gpr_timespec deadline_after(Duration time) {
  return gpr_time_add(gpr_now(GPR_CLOCK_MONOTONIC),
                      gpr_time_from_nanos(time.count(), GPR_TIMESPAN));
}

/// The earlier one, of deadlines on whatever clocks.
inline gpr_timespec earlier(gpr_timespec one, gpr_timespec other) {
  return gpr_time_min(one, gpr_convert_clock_type(other, one.clock_type));
}

/// Whether a deadline of a call, on whatever clock, has come.
inline bool is_past(gpr_timespec deadline) {
  return gpr_time_cmp(deadline, gpr_now(deadline.clock_type)) <= 0;
}

}  // namespace proofload::detail
