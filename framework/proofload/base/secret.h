// SPDX-License-Identifier: Apache-2.0
#pragma once

// Values that no output may show: passwords, tokens. What is marked once is replaced by "[secret]"
// wherever a report, a message, a stream or the console would show it, also where it is escaped as
// in a URL, in JSON or HTML, or where GoogleTest prints it; of several lines each one. Marked for
// the whole process. Safe from any thread. The files that GoogleTest itself writes (--gtest_output)
// show what a failed assertion compared, secret or not.
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

/// Puts "[secret]" in place of one value, marked or not, which is not empty.
void hide(std::string& text, std::string_view value);

/// The size of the longest text that is hidden, in bytes, 0 where none is: where a text is cut, so
/// much at its end may be the beginning of a secret.
std::size_t longest_secret();

/// Whether the value of this header of HTTP is a secret by itself: authorization, cookies, keys.
bool is_secret_header(std::string_view name);

/// Stands for what is hidden.
inline constexpr std::string_view hidden = "[secret]";

}  // namespace proofload
