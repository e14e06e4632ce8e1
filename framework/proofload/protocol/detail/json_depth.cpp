// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/detail/json_depth.h>

#include <cstddef>

namespace proofload::detail {

bool is_nested_too_deeply(std::string_view json) {
  constexpr int greatest_depth = 1000;
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (c == '"') in_string = !in_string;
    if (in_string && c == '\\') ++i;
    if (in_string) continue;
    if (c == ']' || c == '}') --depth;
    if ((c == '[' || c == '{') && ++depth > greatest_depth) return true;
  }
  return false;
}

}  // namespace proofload::detail
