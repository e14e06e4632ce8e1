// SPDX-License-Identifier: Apache-2.0
#pragma once

// A regular expression, compiled once, to find values in answers. A text converts to it, and is
// compiled once for each thread:
//
//   const auto token = page.capture("name=\"token\" value=\"([^\"]+)\"");
//
// It is matched by RE2, and not by Boost.Regex or std::regex, which try alternatives one after the
// other: an answer made for it keeps those busy for seconds or ends the process, and every user of
// the worker with it. RE2 takes a time that grows with the length of the text and never more, in
// bounded memory, and its header is light. The price: neither backreferences nor looking around.
// Syntax: https://github.com/google/re2/wiki/Syntax. ^ and $ are begin and end of the text, or of
// each line after (?m); . is any character but a line feed, or any after (?s). What is matched is
// UTF-8; bytes that are none match nothing.
//
// A cheap value; safe from any thread.

#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace proofload {

class Pattern {
 public:
  /// Throws UsageError where the text is no regular expression, naming the place in it.
  template <std::convertible_to<std::string_view> Text>
  Pattern(const Text& text) : compiled_(compiled(std::string_view(text))) {}

  /// As it was written; and how many groups in parentheses it has.
  const std::string& text() const;
  int groups() const;

  /// The group of the first match; 0 is the whole match. Nothing where nothing matches, or the
  /// group has no part in the match. Throws UsageError where the pattern has no such group.
  std::optional<std::string> find(std::string_view content, int group = 1) const;

  /// The group of every match, from the left, without overlap; of the first 1,000 matches, so that
  /// an answer cannot fill the memory, and at worst in a thousand times the time of find(). Matches
  /// in which the group has no part are left out.
  std::vector<std::string> find_all(std::string_view content, int group = 1) const;

 private:
  struct Compiled;

  static std::shared_ptr<const Compiled> compiled(std::string_view text);

  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace proofload
