// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/text_columns.h>

#include <algorithm>

namespace proofload {
namespace {

bool begins_a_character(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }

std::string fill(std::string_view text, std::size_t width) {
  const auto taken = columns(text);
  return std::string(taken < width ? width - taken : 0, ' ');
}

}  // namespace

std::size_t columns(std::string_view text) {
  return std::size_t(std::count_if(text.begin(), text.end(), begins_a_character));
}

std::string left_aligned(std::string_view text, std::size_t width) {
  return std::string(text) + fill(text, width);
}

std::string right_aligned(std::string_view text, std::size_t width) {
  return fill(text, width) + std::string(text);
}

std::string_view cut_to(std::string_view text, std::size_t width) {
  const auto end = std::find_if(text.begin(), text.end(), [&](char byte) {
    return begins_a_character(byte) && width-- == 0;
  });
  return text.substr(0, std::size_t(end - text.begin()));
}

}  // namespace proofload
