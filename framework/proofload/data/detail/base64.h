// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace proofload::detail {

/// The bytes of a text in Base64 (RFC 4648, section 4) with its padding; nothing for any other
/// text.
std::optional<std::string> base64_decoded(std::string_view text);

}  // namespace proofload::detail
