// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/safe_text.h>

#include <proofload/base/secret.h>

#include <cstdint>

namespace proofload {
namespace {

constexpr std::uint8_t byte_at(std::string_view text, std::size_t index) {
  return static_cast<std::uint8_t>(text[index]);
}

// Of the sequence a byte begins; 0 where none begins with it.
constexpr std::size_t sequence_size(std::uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  if (lead >= 0xf0 && lead < 0xf5) return 4;
  return 0;
}

constexpr bool is_harmless(char32_t point) {
  if (point < 0x20 || (point >= 0x7f && point < 0xa0)) return false;  // control characters
  if (point == 0x200e || point == 0x200f) return false;               // direction marks
  if (point >= 0x2028 && point <= 0x202e) return false;               // lines, direction
  if (point >= 0x2066 && point <= 0x2069) return false;               // direction
  return (point < 0xd800 || point > 0xdfff) && point != 0xfffe && point != 0xffff;
}

// How many bytes of the beginning may be shown as they are: one character, or none.
std::size_t shown_size(std::string_view text) {
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const auto size = sequence_size(byte_at(text, 0));
  if (size == 0 || size > text.size()) return 0;
  char32_t point = size == 1 ? byte_at(text, 0) : byte_at(text, 0) & (0x7fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte_at(text, i) & 0xc0) != 0x80) return 0;
    point = point << 6 | (byte_at(text, i) & 0x3fu);
  }
  const bool well_formed = point >= least[size] && point <= 0x10ffff;
  return well_formed && is_harmless(point) ? size : 0;
}

void append_escaped(std::string& out, std::uint8_t byte) {
  constexpr char digits[] = "0123456789abcdef";
  if (byte == '\t') {
    out += "\\t";
  } else if (byte == '\n') {
    out += "\\n";
  } else if (byte == '\r') {
    out += "\\r";
  } else {
    out += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
  }
}

// CTest looks for its own elements in all that a test prints; one of them attaches any file.
bool begins_element_of_ctest(std::string_view text) {
  return text.starts_with("<CTest") || text.starts_with("<Dart");
}

std::size_t kept_size(std::string_view text, std::string_view kept) {
  if (begins_element_of_ctest(text)) return 0;
  return kept.find(text[0]) != kept.npos ? 1 : shown_size(text);
}

std::string escaped(std::string_view text, std::string_view kept) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto size = kept_size(text, kept);
    if (size > 0) {
      out += text.substr(0, size);
    } else {
      append_escaped(out, byte_at(text, 0));
    }
    text.remove_prefix(size > 0 ? size : 1);
  }
  return out;
}

}  // namespace

std::string safe_line(std::string_view text) { return escaped(without_secrets(text), ""); }

std::string safe_text(std::string_view text) { return escaped(without_secrets(text), "\n\t"); }

std::string safe_quoted(std::string_view text) { return "\"" + safe_line(text) + "\""; }

}  // namespace proofload
