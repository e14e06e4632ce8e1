// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which limits were asserted on which run. Matchers write it; the fixture of the test takes what
// belongs to its runs. One list for the process, since a matcher knows no fixture; safe from any
// thread.

#include <proofload/report/limit.h>

#include <vector>

namespace proofload {

/// Adds a limit. Asserted again at the same place with the same words, it replaces the earlier one:
/// GoogleTest evaluates a matcher once more to explain a failure.
void log_limit(const Window& window, const Limit& limit);

/// The limits asserted on windows of these measurements, in order; they leave the log.
std::vector<Limit> take_limits(const std::shared_ptr<const Measurements>& measurements);

}  // namespace proofload
