// SPDX-License-Identifier: Apache-2.0
#pragma once

// A value, or an error that explains itself. For what may fail in the ordinary course: files,
// texts, processes. A value type without hidden state.

#include <string>
#include <utility>
#include <variant>

namespace proofload {

/// One sentence that names the thing, the place, and where it helps what to do.
struct Error {
  std::string message;
};

template <class Value>
class [[nodiscard]] Result {
 public:
  Result(Value value) : content_(std::move(value)) {}
  Result(Error error) : content_(std::move(error)) {}

  bool ok() const { return content_.index() == 0; }
  explicit operator bool() const { return ok(); }

  /// Only when ok().
  Value& value() & { return std::get<0>(content_); }
  const Value& value() const& { return std::get<0>(content_); }
  Value&& value() && { return std::get<0>(std::move(content_)); }

  /// Only when not ok().
  const std::string& error() const { return std::get<1>(content_).message; }

 private:
  std::variant<Value, Error> content_;
};

/// Success, or an error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : message_(std::move(error.message)), ok_(false) {}

  bool ok() const { return ok_; }
  explicit operator bool() const { return ok_; }
  const std::string& error() const { return message_; }

 private:
  std::string message_;
  bool ok_ = true;
};

}  // namespace proofload
