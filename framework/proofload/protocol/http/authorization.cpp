// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/authorization.h>

#include <proofload/base/usage_error.h>

#include <algorithm>
#include <cstdint>

namespace proofload {
namespace {

bool is_control(char c) { return (c >= 0 && c < ' ') || c == 0x7f; }

void check(std::string_view text, const char* what) {
  if (std::any_of(text.begin(), text.end(), is_control))
    throw UsageError(std::string("the ") + what +
                     " of a Basic authorization holds a control character");
}

std::string base64(std::string_view bytes) {
  constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const auto three = bytes.substr(at, 3);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i)
      bits = bits << 8 | (i < three.size() ? static_cast<unsigned char>(three[i]) : 0u);
    for (std::size_t i = 0; i < 4; ++i)
      text += i <= three.size() ? digits[(bits >> (18 - 6 * i)) & 63] : '=';
  }
  return text;
}

}  // namespace

Field basic_authorization(std::string_view user, std::string_view password) {
  if (user.find(':') != user.npos)
    throw UsageError("the user of a Basic authorization holds a colon, which ends its name");
  check(user, "user");
  check(password, "password");
  return {"Authorization", "Basic " + base64(std::string(user).append(":").append(password))};
}

Field bearer(std::string_view token) { return {"Authorization", "Bearer " + std::string(token)}; }

}  // namespace proofload
