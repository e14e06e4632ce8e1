// SPDX-License-Identifier: Apache-2.0
#pragma once

// Values that no output may show: passwords, tokens. What is marked once is replaced by "[secret]"
// wherever a report, a message, a stream or the console would show it, also where it is escaped as
// in a URL. Marked for the whole process. Safe from any thread.
//
//   const std::string token = secret(std::getenv("API_TOKEN"));

#include <cstddef>
#include <string>
#include <string_view>

namespace proofload {

/// Shorter ones cannot be hidden.
inline constexpr std::size_t shortest_secret = 4;

/// Marks a value and returns it. A null or empty one marks nothing. Throws UsageError where it is
/// shorter than that, because hiding it would mangle everything else, or where more than
/// 1,000 are marked: a test marks what it was given, not what each user makes up.
std::string secret(std::string value);
std::string secret(const char* value);

/// The text with "[secret]" in place of every marked value. Cheap where there is none.
std::string without_secrets(std::string_view text);

/// Whether the value of this header of HTTP is a secret by itself: authorization, cookies, keys.
bool is_secret_header(std::string_view name);

/// Stands for what is hidden.
inline constexpr std::string_view hidden = "[secret]";

}  // namespace proofload
