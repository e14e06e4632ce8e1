// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <proofload/base/result.h>

#include <string>

namespace proofload {

/// Where a program lies, as an absolute path: what contains a slash is a path from the current
/// directory, what does not is looked up in PATH. Whether a path can be run shows only when it is
/// started.
Result<std::string> find_program(const std::string& program);

}  // namespace proofload
