// SPDX-License-Identifier: Apache-2.0
#pragma once

// Ctrl-C, and SIGTERM: the first one ends the run in order, with all it measured; the second one
// ends the process at once.

#include <optional>
#include <string>

namespace proofload {

/// From now on signals are taken. Once, before tests run.
void watch_for_interruption();

/// "interrupted by SIGINT", or nothing. Safe from any thread.
std::optional<std::string> interruption();

}  // namespace proofload
