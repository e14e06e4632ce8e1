// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <system_error>

namespace proofload {

/// What the system says about an errno: "Permission denied". Safe from any thread, unlike strerror.
inline std::string system_error_text(int number) { return std::generic_category().message(number); }

}  // namespace proofload
