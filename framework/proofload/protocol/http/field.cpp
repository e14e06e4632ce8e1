// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/field.h>

#include <proofload/base/safe_text.h>
#include <proofload/base/usage_error.h>

#include <strings.h>

#include <algorithm>

namespace proofload {
namespace {

// RFC 9110, 5.6.2.
bool is_token_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         (c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos);
}

}  // namespace

void check_header(std::string_view name, std::string_view value) {
  const auto wrong = std::find_if_not(name.begin(), name.end(), is_token_character);
  if (name.empty()) throw UsageError("a header has an empty name");
  if (wrong != name.end())  // behind that character there may be a value, put here by mistake
    throw UsageError("the name of a header that begins with \"" + std::string(name.begin(), wrong) +
                     "\" holds a character that no name may have: '" + safe_line({wrong, 1}) + "'");
  if (value.find_first_of(std::string_view("\r\n\0", 3)) != value.npos)
    throw UsageError("the value of the header \"" + std::string(name) +
                     "\" holds a line break or a zero byte, which cannot be sent");
}

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
