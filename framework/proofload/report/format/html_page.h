// SPDX-License-Identifier: Apache-2.0
#pragma once

// The result of a run as one HTML page that needs nothing beside it, and no network. The page holds
// the JSON summary and draws what it reads there, so page and JSON cannot disagree. Pure.

#include <string>
#include <string_view>

namespace proofload {

/// json_summary: what json_summary() wrote, of version 3. It is embedded as it is, but for
/// characters that could end its element or a line: they become "\u003c" and so on, which JSON
/// reads as the same text. The page tells its reader when the summary is none, or of another
/// version.
std::string html_page(std::string_view json_summary);

}  // namespace proofload
