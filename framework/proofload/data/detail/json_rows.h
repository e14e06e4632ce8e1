// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <proofload/base/result.h>
#include <proofload/data/detail/table.h>

#include <string>
#include <string_view>

namespace proofload::detail {

/// Reads an array of objects, and an object in each line. A byte order mark and empty lines are
/// passed over. The members of an object are its columns; objects need not have the same ones. The
/// error names the place, and no value.
Result<Table> parse_json_rows(std::string name, std::string_view text);
Result<Table> parse_json_lines(std::string name, std::string_view text);

/// The JSON text of a record.
std::string json_of(const Table::Record& record);

}  // namespace proofload::detail
