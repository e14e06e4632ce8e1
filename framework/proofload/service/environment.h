// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace proofload {

/// Our own environment as "NAME=value", with some variables added or replaced; of two with the same
/// name the last counts. Reads the process's environment: not to be called while another thread
/// changes it.
std::vector<std::string> environment_with(
    const std::vector<std::pair<std::string, std::string>>& added);

}  // namespace proofload
