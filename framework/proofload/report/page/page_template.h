// SPDX-License-Identifier: Apache-2.0
#pragma once

// The HTML page of a run without its data: page.html with its style, its scripts and uPlot inside,
// made when Proofload is built (framework/cmake/EmbedPage.cmake). Pure, safe from any thread.

#include <string_view>

namespace proofload {

/// UTF-8, about 100 KB, for the life of the program. Holds "@summary@" once, where the JSON summary
/// belongs, inside a script element of type application/json.
std::string_view page_template();

}  // namespace proofload
