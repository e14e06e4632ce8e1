// SPDX-License-Identifier: Apache-2.0
#pragma once

// A value inside a JSON text, found by JSON pointer (RFC 6901). A cheap value that shares the
// parsed text. Asking for what is not there throws MissingValue, which ends the iteration: it is
// counted, with its reason, and the next iteration starts.

#include <proofload/protocol/missing_value.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace proofload {

class Json {
 public:
  /// Throws MissingValue where the text is no JSON, or is nested more than 1,000 deep.
  static Json parse(std::string_view text);

  /// The value at a pointer such as "/items/0/id"; "" is the value itself.
  Json at(std::string_view pointer) const;

  /// Whether there is a value at a pointer.
  bool contains(std::string_view pointer) const;

  /// The content of a string; any other value as JSON text.
  std::string text() const;

  /// Throw MissingValue where the value is of another type, or beyond 64 bits.
  std::int64_t integer() const;
  double number() const;
  bool boolean() const;

  /// Members of an object or elements of an array; 0 for other values.
  std::size_t size() const;

 private:
  Json(std::shared_ptr<const void> document, const void* value)
      : document_(std::move(document)), value_(value) {}

  std::shared_ptr<const void> document_;
  const void* value_;
};

}  // namespace proofload
