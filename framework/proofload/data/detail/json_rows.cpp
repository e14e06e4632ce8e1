// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/detail/json_rows.h>

#include <proofload/protocol/detail/json_depth.h>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace proofload::detail {
namespace {

using Value = nlohmann::ordered_json;

std::string text_of(const Value& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string_view without_mark(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  return text;
}

std::size_t line_at(std::string_view text, std::size_t byte) {
  const auto before = text.substr(0, byte);
  return 1 + std::size_t(std::count(before.begin(), before.end(), '\n'));
}

// What nlohmann says quotes the text, which may hold secrets: only the place is kept.
Result<Value> parsed(std::string_view text, const std::string& name, std::size_t first_line) {
  const auto wrong = [&](std::size_t line, const char* what) {
    return Error{place_in(name, "line", first_line + line - 1) + ": " + what};
  };
  if (is_nested_too_deeply(text)) return wrong(1, "nested too deeply");
  try {
    return Value::parse(text);
  } catch (const Value::parse_error& error) {
    return wrong(line_at(text, error.byte > 0 ? error.byte - 1 : 0), "not JSON");
  } catch (const Value::exception&) {
    return wrong(1, "a number in it is too great");
  }
}

void add(Table& table, const Value& object, std::size_t place, std::string json) {
  Table::Columns columns;
  Table::Record record{nullptr, {}, place, std::move(json)};
  for (const auto& [name, value] : object.items()) {
    columns.push_back(name);
    record.texts.push_back(text_of(value));
  }
  const bool same = !table.records.empty() && *table.records.back().columns == columns;
  record.columns = same ? table.records.back().columns
                        : std::make_shared<const Table::Columns>(std::move(columns));
  table.records.push_back(std::move(record));
}

}  // namespace

Result<Table> parse_json_rows(std::string name, std::string_view text) {
  const auto document = parsed(without_mark(text), name, 1);
  if (!document) return Error{document.error()};
  if (!document.value().is_array()) return Error{name + " is not an array of objects"};
  Table table{std::move(name), "row", {}};
  for (const auto& object : document.value()) {
    const auto place = table.records.size() + 1;
    if (!object.is_object()) return Error{place_in(table.name, "row", place) + ": not an object"};
    add(table, object, place, object.dump());
  }
  return table;
}

Result<Table> parse_json_lines(std::string name, std::string_view text) {
  Table table{std::move(name), "line", {}};
  std::string_view rest = without_mark(text);
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    const auto object = parsed(line, table.name, number);
    if (!object) return Error{object.error()};
    if (!object.value().is_object())
      return Error{place_in(table.name, "line", number) + ": not an object"};
    add(table, object.value(), number, std::string(line));
  }
  return table;
}

std::string json_of(const Table::Record& record) {
  if (!record.json.empty()) return record.json;
  auto object = Value::object();
  for (std::size_t i = 0; i < record.columns->size(); ++i)
    object[record.columns->at(i)] = record.texts[i];
  return object.dump(-1, ' ', false, Value::error_handler_t::replace);
}

}  // namespace proofload::detail
