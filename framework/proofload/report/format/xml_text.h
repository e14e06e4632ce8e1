// SPDX-License-Identifier: Apache-2.0
#pragma once

// Text as XML 1.0 takes it. What XML cannot hold at all is made visible by safe_text(). Pure
// functions.

#include <string>
#include <string_view>

namespace proofload {

/// As the content of an element.
std::string xml_text(std::string_view text);

/// As the value of an attribute, where line feeds and tabs survive only as references.
std::string xml_attribute(std::string_view text);

}  // namespace proofload
