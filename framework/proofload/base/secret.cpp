// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/secret.h>

#include <proofload/base/percent_encoding.h>
#include <proofload/base/trimmed.h>
#include <proofload/base/usage_error.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <initializer_list>
#include <mutex>
#include <shared_mutex>
#include <utility>
#include <vector>

namespace proofload {
namespace {

constexpr std::size_t most = 1000;

struct Marked {
  std::shared_mutex mutex;
  std::vector<std::string> texts;  // as they are and as others escape them; the longest first
  std::size_t values = 0;
  std::atomic<bool> any{false};
};

// Never destroyed: outputs are written until the process ends.
Marked& marked() {
  static auto& all = *new Marked;
  return all;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }

// Digits of %XX in small letters.
std::string with_small_digits(std::string encoded) {
  for (auto at = encoded.find('%'); at != encoded.npos; at = encoded.find('%', at + 1))
    for (const auto digit : {at + 1, at + 2}) encoded[digit] = lower(encoded[digit]);
  return encoded;
}

// As a string of JSON, or as one of C++ in ASCII, which is how GoogleTest prints it.
std::string quoted(std::string_view text, bool ascii) {
  constexpr std::string_view special = "\"\\\n\r\t\b\f";
  constexpr std::string_view letters = "\"\\nrtbf";
  constexpr auto digits = "0123456789ABCDEF";
  std::string inside;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (const auto at = special.find(c); at != special.npos)
      inside.append(1, '\\').append(1, letters[at]);
    else if (ascii && byte >= 0x80)
      inside.append("\\x").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
    else
      inside += c;
  }
  return inside;
}

// As HTML and XML escape it, with the slash as PHP writes it in JSON.
std::string replaced(std::string_view text,
                     std::initializer_list<std::pair<char, std::string_view>> escapes) {
  std::string escaped;
  for (const char c : text) {
    const auto* known = std::find_if(escapes.begin(), escapes.end(),
                                     [c](const auto& escape) { return escape.first == c; });
    if (known == escapes.end())
      escaped += c;
    else
      escaped += known->second;
  }
  return escaped;
}

std::vector<std::string> escaped_forms(const std::string& value) {
  const auto in_url = percent_encoded(value);
  return {value,
          in_url,
          with_small_digits(in_url),
          quoted(value, false),
          quoted(value, true),
          replaced(quoted(value, false), {{'/', "\\/"}}),
          replaced(value, {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}})};
}

// The whole, and its lines: a file that holds a secret ends with a line feed, and a key has many.
std::vector<std::string> parts_of(const std::string& value) {
  std::vector<std::string> parts{value};
  std::string_view rest = value;
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size());
    if (const auto line = trimmed(rest.substr(0, end)); line.size() >= shortest_secret)
      parts.emplace_back(line);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return parts;
}

}  // namespace

std::string secret(std::string value) {
  if (value.empty()) return value;
  if (value.size() < shortest_secret)
    throw UsageError("a secret of fewer than " + std::to_string(shortest_secret) +
                     " characters cannot be hidden without mangling everything else");
  auto& all = marked();
  const std::unique_lock lock(all.mutex);
  if (std::find(all.texts.begin(), all.texts.end(), value) != all.texts.end()) return value;
  if (all.values++ == most)
    throw UsageError("more than " + std::to_string(most) +
                     " secrets are marked: mark what the test was given, once");
  for (const auto& part : parts_of(value))
    for (auto& text : escaped_forms(part))
      if (std::find(all.texts.begin(), all.texts.end(), text) == all.texts.end())
        all.texts.push_back(std::move(text));
  std::stable_sort(all.texts.begin(), all.texts.end(),
                   [](const auto& one, const auto& other) { return one.size() > other.size(); });
  all.any = true;
  return value;
}

std::string secret(const char* value) {
  return value == nullptr ? std::string() : secret(std::string(value));
}

void hide(std::string& text, std::string_view value) {
  for (auto at = text.find(value); at != text.npos; at = text.find(value, at + hidden.size()))
    text.replace(at, value.size(), hidden);
}

std::string without_secrets(std::string_view text) {
  std::string shown(text);
  auto& all = marked();
  if (!all.any) return shown;
  const std::shared_lock lock(all.mutex);
  for (const auto& one : all.texts) hide(shown, one);
  return shown;
}

std::size_t longest_secret() {
  auto& all = marked();
  if (!all.any) return 0;
  const std::shared_lock lock(all.mutex);
  return all.texts.front().size();
}

bool is_secret_header(std::string_view name) {
  constexpr std::array<std::string_view, 11> names{"authorization", "proxy-authorization",
                                                   "cookie",        "set-cookie",
                                                   "x-api-key",     "api-key",
                                                   "apikey",        "x-auth-token",
                                                   "x-csrf-token",  "x-amz-security-token",
                                                   "x-goog-api-key"};
  std::string small(name);
  std::transform(small.begin(), small.end(), small.begin(), lower);
  return std::find(names.begin(), names.end(), small) != names.end();
}

}  // namespace proofload
