// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/row.h>

#include <proofload/base/usage_error.h>
#include <proofload/data/detail/json_rows.h>
#include <proofload/data/detail/table.h>

#include <algorithm>
#include <charconv>

namespace proofload {
namespace {

std::string listed(const std::vector<std::string>& columns) {
  std::string list;
  for (const auto& column : columns) list += (list.empty() ? "" : ", ") + column;
  return list.empty() ? "none" : list;
}

std::string place_of(const detail::Table& table, const detail::Table::Record& record) {
  return detail::place_in(table.name, table.unit, record.place);
}

}  // namespace

Row::Row(std::shared_ptr<const detail::Table> table, std::size_t number)
    : table_(std::move(table)), number_(number) {}

const std::string& Row::text(std::string_view column) const {
  const auto& record = table_->records[number_];
  const auto& columns = *record.columns;
  const auto found = std::find(columns.begin(), columns.end(), column);
  if (found == columns.end())
    throw UsageError(place_of(*table_, record) + " has no column \"" + std::string(column) +
                     "\": the columns are " + listed(columns));
  return record.texts[std::size_t(found - columns.begin())];
}

template <class Number>
Number Row::converted(std::string_view column, const char* wanted) const {
  const auto& content = text(column);
  const char* end = content.data() + content.size();
  Number number{};
  const auto [stopped, error] = std::from_chars(content.data(), end, number);
  if (error == std::errc() && stopped == end) return number;
  throw UsageError(place_of(*table_, table_->records[number_]) + ": \"" + std::string(column) +
                   "\" is not " + wanted);
}

double Row::number(std::string_view column) const { return converted<double>(column, "a number"); }

std::int64_t Row::integer(std::string_view column) const {
  return converted<std::int64_t>(column, "a whole number of 64 bits");
}

Json Row::json() const { return Json::parse(detail::json_of(table_->records[number_])); }

}  // namespace proofload
