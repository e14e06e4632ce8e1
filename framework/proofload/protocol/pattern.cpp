// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/pattern.h>

#include <proofload/base/usage_error.h>

#include <re2/re2.h>

#include <unordered_map>
#include <utility>

namespace proofload {
namespace {

constexpr std::size_t most_cached = 256;  // of a thread; far more than tests write
constexpr std::size_t most_matches = 1'000;

RE2::Options options() {
  RE2::Options wanted;
  wanted.set_log_errors(false);
  return wanted;
}

std::string problem(std::string_view text, const RE2& expression) {
  const auto& part = expression.error_arg();
  const auto place = text.find(part);
  auto message = "the pattern \"" + std::string(text) + "\" is no regular expression: ";
  if (!part.empty() && place != text.npos)
    message += "at character " + std::to_string(place + 1) + ": ";
  return message + expression.error();
}

}  // namespace

struct Pattern::Compiled {
  explicit Compiled(std::string_view pattern) : text(pattern), expression(text, options()) {
    if (!expression.ok()) throw UsageError(problem(text, expression));
  }

  /// The next match from a place on, as its whole and the group. False: there is none.
  bool match(std::string_view content, std::size_t from, int group, re2::StringPiece& whole,
             re2::StringPiece& part) const;

  void check(int group) const;

  std::string text;
  RE2 expression;
};

void Pattern::Compiled::check(int group) const {
  const int groups = expression.NumberOfCapturingGroups();
  if (group >= 0 && group <= groups) return;
  throw UsageError("the pattern \"" + text + "\" has no group " + std::to_string(group) +
                   ": it has " + std::to_string(groups) +
                   " group(s) in parentheses, and group 0 is the whole match");
}

bool Pattern::Compiled::match(std::string_view content, std::size_t from, int group,
                              re2::StringPiece& whole, re2::StringPiece& part) const {
  std::vector<re2::StringPiece> groups(std::size_t(group) + 1);
  if (!expression.Match({content.data(), content.size()}, from, content.size(), RE2::UNANCHORED,
                        groups.data(), int(groups.size())))
    return false;
  whole = groups.front();
  part = groups.back();
  return true;
}

std::shared_ptr<const Pattern::Compiled> Pattern::compiled(std::string_view text) {
  thread_local std::unordered_map<std::string, std::shared_ptr<const Compiled>> cache;
  std::string key(text);
  if (const auto place = cache.find(key); place != cache.end()) return place->second;
  auto fresh = std::make_shared<const Compiled>(text);
  if (cache.size() >= most_cached) cache.clear();
  return cache[std::move(key)] = std::move(fresh);
}

const std::string& Pattern::text() const { return compiled_->text; }

int Pattern::groups() const { return compiled_->expression.NumberOfCapturingGroups(); }

std::optional<std::string> Pattern::find(std::string_view content, int group) const {
  compiled_->check(group);
  re2::StringPiece whole;
  re2::StringPiece part;
  if (!compiled_->match(content, 0, group, whole, part) || part.data() == nullptr) return {};
  return std::string(part.data(), part.size());
}

// Behind an empty match the search goes on one byte later; a character of several bytes is not cut
// by that, since no match begins inside of one.
std::vector<std::string> Pattern::find_all(std::string_view content, int group) const {
  compiled_->check(group);
  std::vector<std::string> found;
  re2::StringPiece whole;
  re2::StringPiece part;
  std::size_t from = 0;
  for (std::size_t matches = 0; matches < most_matches && from <= content.size(); ++matches) {
    if (!compiled_->match(content, from, group, whole, part)) break;
    if (part.data() != nullptr) found.emplace_back(part.data(), part.size());
    from = std::size_t(whole.data() - content.data()) + whole.size() + (whole.empty() ? 1 : 0);
  }
  return found;
}

}  // namespace proofload
