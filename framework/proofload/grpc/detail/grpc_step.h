// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is measured of a call or a stream of gRPC: k6's metrics, and grpc_reqs and grpc_req_failed,
// which k6 lacks. Pure.

#include <proofload/engine/detail/measured_step.h>

#include <cstdint>

namespace proofload::detail {

/// Of a stream.
struct GrpcMessages {
  std::uint64_t sent = 0;
  std::uint64_t received = 0;
};

/// Ends the step of a call, or of a stream where there are messages.
void end_grpc_step(MeasuredStep& step, const StepOutcome& outcome, std::string_view error_text,
                   Duration service, const std::optional<GrpcMessages>& messages,
                   const std::function<Exemplar()>& describe);

}  // namespace proofload::detail
