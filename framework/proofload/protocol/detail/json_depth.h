// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace proofload::detail {

/// Whether a JSON text is nested more than 1,000 deep: far more than services send, and little
/// enough for the recursion in which a value is written.
bool is_nested_too_deeply(std::string_view json);

}  // namespace proofload::detail
