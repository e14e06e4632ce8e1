// SPDX-License-Identifier: Apache-2.0
#pragma once

// Names and values that say what a sample belongs to: which scenario, which step, which status.
// Sorted by name, one value to a name. A value; not synchronized.

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace proofload {

/// A tag whose text somebody else holds: for looking up without copying.
struct TagView {
  std::string_view name;
  std::string_view value;
};

class Tags {
 public:
  using Tag = std::pair<std::string, std::string>;

  Tags() = default;
  Tags(std::initializer_list<Tag> tags);

  /// Sets a tag; an empty value takes it away.
  void set(std::string_view name, std::string_view value);

  /// The value, or an empty text where there is no such tag.
  std::string_view get(std::string_view name) const;

  /// Whether every tag of the other one is here too, with the same value.
  bool contains(const Tags& other) const;

  bool empty() const { return tags_.empty(); }
  auto begin() const { return tags_.begin(); }
  auto end() const { return tags_.end(); }
  bool operator==(const Tags&) const = default;

 private:
  std::vector<Tag> tags_;
};

/// "status=200, step=GET /health".
std::string to_text(const Tags& tags);

}  // namespace proofload

template <>
struct std::hash<proofload::Tags> {
  std::size_t operator()(const proofload::Tags& tags) const noexcept;
};
