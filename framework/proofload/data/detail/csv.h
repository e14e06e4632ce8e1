// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <proofload/base/result.h>
#include <proofload/data/detail/table.h>

#include <string>
#include <string_view>

namespace proofload::detail {

/// Reads CSV (RFC 4180) whose first line names the columns. Lines end in CRLF or a line feed; a
/// byte order mark and empty lines are passed over. The error names the line, and no value.
Result<Table> parse_csv(std::string name, std::string_view text);

}  // namespace proofload::detail
