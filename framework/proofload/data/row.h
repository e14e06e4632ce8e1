// SPDX-License-Identifier: Apache-2.0
#pragma once

// One row of a feeder: values by the name of their column. A cheap value that shares the feeder's
// rows, which never change; safe from any thread. What is wrong with the data is a mistake of the
// author: it throws UsageError, which names file, line and column, and never a value.

#include <proofload/protocol/json.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace proofload {

namespace detail {
struct Table;
}

class Row {
 public:
  Row(std::shared_ptr<const detail::Table> table, std::size_t number);

  /// The text in a column; of JSON, as Json::text() has it. Throws UsageError where there is no
  /// such column, naming those there are.
  std::string operator[](std::string_view column) const { return text(column); }

  /// The same as a number. Throw UsageError where it is none, or beyond 64 bits.
  double number(std::string_view column) const;
  std::int64_t integer(std::string_view column) const;

  /// All of it: what stood in the file, or an object of texts for CSV and rows given in memory. It
  /// is parsed each time.
  Json json() const;

 private:
  const std::string& text(std::string_view column) const;
  template <class Number>
  Number converted(std::string_view column, const char* wanted) const;

  std::shared_ptr<const detail::Table> table_;
  std::size_t number_;
};

}  // namespace proofload
