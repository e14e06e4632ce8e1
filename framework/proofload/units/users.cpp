// SPDX-License-Identifier: Apache-2.0
#include <proofload/units/quantity_text.h>
#include <proofload/units/users.h>

#include <cmath>
#include <ostream>

namespace proofload {

std::string to_text(Users users) {
  return count_text(double(users.count())) + (users.count() == 1 ? " user" : " users");
}

std::ostream& operator<<(std::ostream& out, Users users) { return out << to_text(users); }

std::optional<Users> parse_users(std::string_view text) {
  const auto part = split_number(text);
  if (!part || part->number != std::floor(part->number) || std::abs(part->number) > 1e15) return {};
  if (!part->unit.empty() && part->unit != "users" && part->unit != "user") return {};
  return Users(static_cast<std::int64_t>(part->number));
}

}  // namespace proofload
