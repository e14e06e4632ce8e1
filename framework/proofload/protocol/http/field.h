// SPDX-License-Identifier: Apache-2.0
#pragma once

// A name and a value: of a header, or of the query. Names of headers are the same whatever their
// case (RFC 9110, 5.1). Pure functions.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace proofload {

using Field = std::pair<std::string, std::string>;

/// Throws UsageError where a header cannot be sent: its name must be a token (RFC 9110, 5.1), and
/// its value must hold neither a line break, which would begin a header that nobody wrote, nor a
/// zero byte. The message shows no value, since that may be a secret.
void check_header(std::string_view name, std::string_view value);

bool is_same_header(std::string_view one, std::string_view other);

/// The first field of this name; null where there is none. Points into the fields.
const Field* find_header(const std::vector<Field>& fields, std::string_view name);

}  // namespace proofload
