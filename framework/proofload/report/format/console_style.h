// SPDX-License-Identifier: Apache-2.0
#pragma once

// How text for the console is dressed: with colours or without, with marks of UTF-8 or of ASCII. A
// value that is given to pure functions; who knows the terminal decides.

#include <proofload/report/verdict.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace proofload {

struct ConsoleStyle {
  bool colour = false;
  bool utf8 = false;  ///< of marks and headings; else "ok", "FAIL"

  bool operator==(const ConsoleStyle&) const = default;
};

/// The value of a variable of the environment, or nothing.
using Variables = std::function<std::optional<std::string>(const std::string& name)>;

/// Whether control sequences mean anything: a terminal, and TERM is given and not "dumb".
bool takes_control_sequences(bool terminal, const Variables& environment);

/// Colours where control sequences are taken, unless NO_COLOR is set and not empty
/// (https://no-color.org). Marks of UTF-8 where the locale, the first of LC_ALL, LC_CTYPE and LANG
/// that is not empty, says UTF-8.
ConsoleStyle console_style(bool terminal, const Variables& environment);

/// The text in green, red or yellow.
std::string coloured(std::string_view text, Outcome outcome, const ConsoleStyle& style);

/// "✓", "✗", "?", or "ok  ", "FAIL", "?   ": all of one width, in the colour of the outcome.
std::string mark(Outcome outcome, const ConsoleStyle& style);

/// The mark of a limit.
std::string mark(Standing standing, const ConsoleStyle& style);

/// How many columns a mark takes.
std::size_t mark_width(const ConsoleStyle& style);

/// Red where the number is not zero.
std::string alarming(std::string_view text, std::uint64_t number, const ConsoleStyle& style);

/// "  █ LIMITS" and an empty line.
std::string heading(std::string_view title, const ConsoleStyle& style);

}  // namespace proofload
