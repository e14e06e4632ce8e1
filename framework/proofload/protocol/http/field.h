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

bool is_same_header(std::string_view one, std::string_view other);

/// The first field of this name; null where there is none. Points into the fields.
const Field* find_header(const std::vector<Field>& fields, std::string_view name);

}  // namespace proofload
