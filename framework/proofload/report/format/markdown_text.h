// SPDX-License-Identifier: Apache-2.0
#pragma once

// Text from outside as Markdown, for GitHub and GitLab alike: always in code, because nothing in
// code is markup, a link, an image or a mention. What could end the code, a backtick, or a cell of
// a table, "|", becomes "\x60" and "\x7c", as control characters do. Pure functions.

#include <string>
#include <string_view>

namespace proofload {

/// As code within a line. Where there is no text: an empty text.
std::string markdown_code(std::string_view text);

/// As a block of code, whole lines.
std::string markdown_block(std::string_view text);

}  // namespace proofload
