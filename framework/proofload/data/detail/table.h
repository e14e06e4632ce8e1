// SPDX-License-Identifier: Apache-2.0
#pragma once

// All rows of a feeder, and where each stood. Never changes once it is read, so threads share it.

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace proofload::detail {

struct Table {
  using Columns = std::vector<std::string>;

  struct Record {
    std::shared_ptr<const Columns> columns;  // records in a row that have the same share them
    std::vector<std::string> texts;          // one for each column
    std::size_t place;                       // of what `unit` says, from 1
    std::string json{};                      // as it stood; empty: made from the texts
  };

  std::string name;  // of the file, as its author gave it
  std::string unit;  // "line" or "row"
  std::vector<Record> records;
};

/// "customers.csv, line 5".
inline std::string place_in(const std::string& name, const std::string& unit, std::size_t place) {
  return name + ", " + unit + " " + std::to_string(place);
}

}  // namespace proofload::detail
