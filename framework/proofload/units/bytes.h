// SPDX-License-Identifier: Apache-2.0
#pragma once

// An amount of data or memory.

#include <compare>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace proofload {

class Bytes {
 public:
  constexpr Bytes() = default;
  constexpr explicit Bytes(std::int64_t count) : count_(count) {}

  constexpr std::int64_t count() const { return count_; }
  constexpr auto operator<=>(const Bytes&) const = default;

 private:
  std::int64_t count_ = 0;
};

/// "512 B", "16 KiB", "1.5 MiB".
std::string to_text(Bytes bytes);
std::ostream& operator<<(std::ostream& out, Bytes bytes);

/// Reads B, KiB, MiB, GiB and kB, MB, GB. Empty when the text is none of these.
std::optional<Bytes> parse_bytes(std::string_view text);

inline namespace literals {
constexpr Bytes operator""_B(unsigned long long n) { return Bytes(std::int64_t(n)); }
constexpr Bytes operator""_KiB(unsigned long long n) { return Bytes(std::int64_t(n) << 10); }
constexpr Bytes operator""_MiB(unsigned long long n) { return Bytes(std::int64_t(n) << 20); }
constexpr Bytes operator""_GiB(unsigned long long n) { return Bytes(std::int64_t(n) << 30); }
}  // namespace literals

}  // namespace proofload
