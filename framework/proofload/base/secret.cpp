// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/secret.h>

#include <proofload/base/usage_error.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <shared_mutex>
#include <vector>

namespace proofload {
namespace {

constexpr std::size_t most = 1000;

struct Marked {
  std::shared_mutex mutex;
  std::vector<std::string> texts;  // as they are and as URLs escape them; the longest first
  std::size_t values = 0;
  std::atomic<bool> any{false};
};

// Never destroyed: outputs are written until the process ends.
Marked& marked() {
  static auto& all = *new Marked;
  return all;
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

// As RFC 3986 escapes it.
std::string percent_encoded(std::string_view text, const char* digits) {
  std::string encoded;
  for (const char c : text) {
    if (is_unreserved(c)) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded.append(1, '%').append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
  }
  return encoded;
}

void replace_all(std::string& text, const std::string& what) {
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + hidden.size()))
    text.replace(at, what.size(), hidden);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }

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
  for (auto text : {value, percent_encoded(value, "0123456789ABCDEF"),
                    percent_encoded(value, "0123456789abcdef")})
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

std::string without_secrets(std::string_view text) {
  std::string shown(text);
  auto& all = marked();
  if (!all.any) return shown;
  const std::shared_lock lock(all.mutex);
  for (const auto& one : all.texts) replace_all(shown, one);
  return shown;
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
