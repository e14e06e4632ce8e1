// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/field.h>

#include <strings.h>

#include <algorithm>

namespace proofload {

bool is_same_header(std::string_view one, std::string_view other) {
  return one.size() == other.size() && strncasecmp(one.data(), other.data(), one.size()) == 0;
}

const Field* find_header(const std::vector<Field>& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& field) {
    return is_same_header(field.first, name);
  });
  return found == fields.end() ? nullptr : &*found;
}

}  // namespace proofload
