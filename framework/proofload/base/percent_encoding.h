// SPDX-License-Identifier: Apache-2.0
#pragma once

// Text in URLs (RFC 3986, section 2). Pure.

#include <string>
#include <string_view>

namespace proofload {

/// Everything but letters, digits and "-._~" as %XX. kept: characters that stay too.
std::string percent_encoded(std::string_view text, std::string_view kept = {});

}  // namespace proofload
