// SPDX-License-Identifier: Apache-2.0
#pragma once

// The three ways in which Protocol Buffers write a field, each appended to a text of bytes. Enough
// for messages as flat as those of Prometheus, and no code generator in the build.
// https://protobuf.dev/programming-guides/encoding/. Pure functions.

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace proofload::detail {

inline void append_varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(0x80 | (value & 0x7f));
  out += static_cast<char>(value);
}

/// Wire type 0.
inline void append_int64(std::string& out, std::uint32_t field, std::int64_t value) {
  append_varint(out, field << 3 | 0);
  append_varint(out, static_cast<std::uint64_t>(value));
}

/// Wire type 1.
inline void append_double(std::string& out, std::uint32_t field, double value) {
  append_varint(out, field << 3 | 1);
  const auto bits = std::bit_cast<std::uint64_t>(value);
  for (int shift = 0; shift < 64; shift += 8) out += static_cast<char>(bits >> shift & 0xff);
}

/// Wire type 2: texts, and messages within messages.
inline void append_bytes(std::string& out, std::uint32_t field, std::string_view bytes) {
  append_varint(out, field << 3 | 2);
  append_varint(out, bytes.size());
  out += bytes;
}

}  // namespace proofload::detail
