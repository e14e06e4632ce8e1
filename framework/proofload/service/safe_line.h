// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace proofload {

/// A text that a terminal, a log and a report can show without being led astray: control characters
/// and bytes that are not UTF-8 become "\x1b", as do the characters that break lines or change the
/// direction of writing. A pure function.
std::string safe_line(std::string_view text);

}  // namespace proofload
