// SPDX-License-Identifier: Apache-2.0
#pragma once

// JSON of which every part knows its line, so that what is wrong with a file can be said where it
// stands. Only for files that people write: everything is kept, and nesting is bounded. A value.

#include <proofload/base/result.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace proofload::detail {

struct LocatedJson {
  struct Member;
  using Object = std::vector<Member>;  ///< in the order of the file
  using Array = std::vector<LocatedJson>;

  std::variant<std::nullptr_t, bool, double, std::string, Array, Object> value = nullptr;

  /// From 1: of a text the line it stands in; of everything else that of the member or of the
  /// bracket it begins with.
  int line = 0;

  template <class Kind>
  const Kind* as() const {
    return std::get_if<Kind>(&value);
  }
};

struct LocatedJson::Member {
  std::string name;
  int line = 0;  ///< of the name
  LocatedJson value;
};

/// "thresholds.json:7: ": how every sentence about a place in a file begins.
std::string place_in(const std::string& file, int line);

/// The error names the file and the line, and what was expected there: JSON, and one member of each
/// name in an object.
Result<LocatedJson> parse_located_json(const std::string& file, std::string_view text);

}  // namespace proofload::detail
