// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/console_style.h>

#include <algorithm>
#include <cctype>

namespace proofload {
namespace {

std::string value_of(const Variables& environment, const std::string& name) {
  return environment(name).value_or("");
}

std::string locale(const Variables& environment) {
  for (const auto* name : {"LC_ALL", "LC_CTYPE", "LANG"})
    if (auto value = value_of(environment, name); !value.empty()) return value;
  return {};
}

// "de_DE.UTF-8", "C.utf8".
bool says_utf8(std::string locale) {
  std::erase(locale, '-');
  std::transform(locale.begin(), locale.end(), locale.begin(),
                 [](unsigned char c) { return char(std::tolower(c)); });
  return locale.find(".utf8") != locale.npos;
}

Outcome outcome_of(Standing standing) {
  constexpr Outcome outcomes[] = {Outcome::pass, Outcome::fail, Outcome::invalid};
  return outcomes[static_cast<std::size_t>(standing)];
}

}  // namespace

bool takes_control_sequences(bool terminal, const Variables& environment) {
  const auto kind = value_of(environment, "TERM");
  return terminal && !kind.empty() && kind != "dumb";
}

ConsoleStyle console_style(bool terminal, const Variables& environment) {
  const bool wanted = value_of(environment, "NO_COLOR").empty();
  return {wanted && takes_control_sequences(terminal, environment), says_utf8(locale(environment))};
}

std::string coloured(std::string_view text, Outcome outcome, const ConsoleStyle& style) {
  if (!style.colour) return std::string(text);
  constexpr std::string_view codes[] = {"\033[32m", "\033[31m", "\033[33m"};
  return std::string(codes[static_cast<std::size_t>(outcome)]) + std::string(text) + "\033[0m";
}

std::string mark(Outcome outcome, const ConsoleStyle& style) {
  constexpr std::string_view marks[] = {"✓", "✗", "?"};
  constexpr std::string_view words[] = {"ok  ", "FAIL", "?   "};
  const auto number = static_cast<std::size_t>(outcome);
  return coloured(style.utf8 ? marks[number] : words[number], outcome, style);
}

std::string mark(Standing standing, const ConsoleStyle& style) {
  return mark(outcome_of(standing), style);
}

std::size_t mark_width(const ConsoleStyle& style) { return style.utf8 ? 1 : 4; }

std::string alarming(std::string_view text, std::uint64_t number, const ConsoleStyle& style) {
  return number == 0 ? std::string(text) : coloured(text, Outcome::fail, style);
}

std::string heading(std::string_view title, const ConsoleStyle& style) {
  return std::string(style.utf8 ? "  █ " : "  = ") + std::string(title) + "\n\n";
}

}  // namespace proofload
