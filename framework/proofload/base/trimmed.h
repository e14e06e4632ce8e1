// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace proofload {

/// A text without these characters at its beginning and end: a part of the text that was given,
/// empty and at its end where it has nothing else.
inline std::string_view trimmed(std::string_view text,
                                std::string_view characters = " \t\r\n\v\f") {
  const auto first = text.find_first_not_of(characters);
  if (first == text.npos) return text.substr(text.size());
  return text.substr(first, text.find_last_not_of(characters) - first + 1);
}

}  // namespace proofload
