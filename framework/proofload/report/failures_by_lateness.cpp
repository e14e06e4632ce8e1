// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/failures_by_lateness.h>

namespace proofload {

std::uint64_t failures_by_lateness(const Window& window, const Metric& failed) {
  std::uint64_t count = 0;
  for (const auto kind : {"timeout", "connection_timeout", "deadline_exceeded", "lost",
                          "interrupted", "local_resources"})
    count += window.tagged("error", kind).rate(failed).passes;
  return count;
}

}  // namespace proofload
