// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/detail/csv.h>

#include <algorithm>
#include <optional>

namespace proofload::detail {
namespace {

using Fields = std::vector<std::string>;

/// Cuts a text into records, one after the other, and counts lines.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : rest_(text) {
    if (rest_.starts_with("\xef\xbb\xbf")) rest_.remove_prefix(3);
  }

  /// Where the next record begins, if there is one.
  std::optional<std::size_t> next_line() {
    while (end_line()) {
    }
    return rest_.empty() ? std::nullopt : std::optional(line_);
  }

  Result<Fields> record() {
    Fields fields;
    for (;;) {
      auto field = rest_.starts_with('"') ? quoted() : plain();
      if (!field) return Error{field.error()};
      fields.push_back(std::move(field).value());
      if (rest_.empty() || end_line()) return fields;
      rest_.remove_prefix(1);  // the comma: a field ends nowhere else
    }
  }

 private:
  Result<std::string> plain() {
    const auto end = std::min(rest_.size(), rest_.find_first_of(",\r\n\""));
    std::string field(rest_.substr(0, end));
    rest_.remove_prefix(end);
    if (rest_.starts_with('"')) return wrong("a quote in a field that does not begin with one");
    if (!ends_here()) return wrong("a carriage return that ends no line");
    return field;
  }

  Result<std::string> quoted() {
    const auto begin = line_;
    std::string field;
    for (;;) {
      rest_.remove_prefix(1);
      const auto quote = rest_.find('"');
      if (quote == rest_.npos) return wrong("a quote that begins here is never closed", begin);
      const auto part = rest_.substr(0, quote);
      line_ += std::size_t(std::count(part.begin(), part.end(), '\n'));
      field += part;
      rest_.remove_prefix(quote + 1);
      if (!rest_.starts_with('"')) break;
      field += '"';
    }
    if (!ends_here()) return wrong("a field goes on behind its closing quote");
    return field;
  }

  bool ends_here() const {
    return rest_.empty() || rest_[0] == ',' || rest_[0] == '\n' || rest_.starts_with("\r\n");
  }

  bool end_line() {
    const std::size_t size = rest_.starts_with("\r\n") ? 2 : rest_.starts_with('\n') ? 1 : 0;
    rest_.remove_prefix(size);
    if (size > 0) ++line_;
    return size > 0;
  }

  Error wrong(const std::string& what, std::size_t line = 0) const {
    return {"line " + std::to_string(line > 0 ? line : line_) + ": " + what};
  }

  std::string_view rest_;
  std::size_t line_ = 1;
};

std::string problem_of(const Fields& columns) {
  for (auto column = columns.begin(); column != columns.end(); ++column) {
    if (column->empty())
      return "column " + std::to_string(column - columns.begin() + 1) + " has no name";
    if (std::find(columns.begin(), column, *column) != column)
      return "two columns are named \"" + *column + "\"";
  }
  return {};
}

Error in(const std::string& name, const std::string& what) { return {name + ", " + what}; }

}  // namespace

Result<Table> parse_csv(std::string name, std::string_view text) {
  CsvReader reader(text);
  const auto first = reader.next_line();
  if (!first) return Error{name + " is empty: its first line must name the columns"};
  auto header = reader.record();
  if (!header) return in(name, header.error());
  if (const auto problem = problem_of(header.value()); !problem.empty())
    return Error{place_in(name, "line", *first) + ": " + problem};
  const auto columns = std::make_shared<const Fields>(std::move(header).value());
  Table table{std::move(name), "line", {}};
  while (const auto line = reader.next_line()) {
    auto fields = reader.record();
    if (!fields) return in(table.name, fields.error());
    const auto number = fields.value().size();
    if (number != columns->size())
      return Error{place_in(table.name, "line", *line) + ": " + std::to_string(number) +
                   " field(s), but the header names " + std::to_string(columns->size())};
    table.records.push_back({columns, std::move(fields).value(), *line});
  }
  return table;
}

}  // namespace proofload::detail
