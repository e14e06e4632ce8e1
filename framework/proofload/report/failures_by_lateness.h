// SPDX-License-Identifier: Apache-2.0
#pragma once

// Failures that may be of the generator's own making. One that stands still makes requests time
// out, answers come after its patience, and late requests be cut off by the end of the run; one
// that has no descriptors or ports left cannot send. Pure function of a window.

#include <proofload/metrics/window.h>

#include <cstdint>

namespace proofload {

/// Of a rate whose samples have the tag `error`: step_failed, http_req_failed, grpc_req_failed.
std::uint64_t failures_by_lateness(const Window& window, const Metric& failed);

}  // namespace proofload
