// SPDX-License-Identifier: Apache-2.0
#pragma once

// What came from outside, made harmless: the text of a service may hold markup, control sequences
// for a terminal, or bytes that are no UTF-8. Pure functions.

#include <string>
#include <string_view>

namespace proofload {

/// Valid UTF-8 without control characters but line feeds and tabs: what else there is becomes \xNN.
std::string printable(std::string_view text);

/// The same as the content of an XML element or attribute.
std::string xml_escaped(std::string_view text);

}  // namespace proofload
