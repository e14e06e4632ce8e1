// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/detail/base64.h>

#include <cstdint>

namespace proofload::detail {
namespace {

constexpr std::string_view digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::size_t padding_of(std::string_view text) {
  if (text.ends_with("==")) return 2;
  return text.ends_with('=') ? 1 : 0;
}

}  // namespace

std::optional<std::string> base64_decoded(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  text.remove_suffix(padding_of(text));
  std::string bytes;
  std::uint32_t bits = 0;
  int unread = 0;
  for (const char c : text) {
    const auto digit = digits.find(c);
    if (digit == digits.npos) return std::nullopt;
    bits = (bits << 6 | static_cast<std::uint32_t>(digit)) & 0xfff;
    unread += 6;
    if (unread < 8) continue;
    unread -= 8;
    bytes += static_cast<char>(bits >> unread & 0xff);
  }
  return bytes;
}

}  // namespace proofload::detail
