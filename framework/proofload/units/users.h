// SPDX-License-Identifier: Apache-2.0
#pragma once

// A number of concurrent users: a type of its own, so that it is never mistaken for a rate.

#include <compare>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace proofload {

class Users {
 public:
  constexpr Users() = default;
  constexpr explicit Users(std::int64_t count) : count_(count) {}

  constexpr std::int64_t count() const { return count_; }
  constexpr auto operator<=>(const Users&) const = default;

 private:
  std::int64_t count_ = 0;
};

/// "1 user", "200 users".
std::string to_text(Users users);
std::ostream& operator<<(std::ostream& out, Users users);

/// Reads "200" or "200 users". Empty when the text is neither, or not a whole number.
std::optional<Users> parse_users(std::string_view text);

inline namespace literals {
constexpr Users operator""_users(unsigned long long n) { return Users(std::int64_t(n)); }
}  // namespace literals

}  // namespace proofload
