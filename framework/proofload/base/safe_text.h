// SPDX-License-Identifier: Apache-2.0
#pragma once

// What came from outside, made harmless for terminals, logs and reports: control characters, bytes
// that are no UTF-8 and characters that change the direction of writing become "\x1b"; what
// base/secret.h marks becomes "[secret]". What CTest would take for an element of its own, and
// obey, is no longer one.

#include <string>
#include <string_view>

namespace proofload {

/// As one line: line feeds and tabs are escaped too, as are the characters that break lines.
std::string safe_line(std::string_view text);

/// As one line between quotation marks.
std::string safe_quoted(std::string_view text);

/// As text of any number of lines: line feeds and tabs stay.
std::string safe_text(std::string_view text);

}  // namespace proofload
