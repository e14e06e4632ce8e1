// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/detail/vegeta_http.h>

#include <proofload/base/trimmed.h>
#include <proofload/data/detail/table.h>
#include <proofload/data/detail/vegeta_request.h>

#include <algorithm>

namespace proofload::detail {
namespace {

/// The two sides of the first of these characters; the second is empty where there is none.
std::pair<std::string_view, std::string_view> cut(std::string_view line, const char* at) {
  const auto place = line.find_first_of(at);
  if (place == line.npos) return {line, {}};
  return {line.substr(0, place), trimmed(line.substr(place + 1))};
}

bool begins_target(std::string_view line) {
  const auto word = line.substr(0, line.find_first_of(" \t"));
  return word.size() < line.size() &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

class TargetsReader {
 public:
  explicit TargetsReader(const BodyReader& read_body) : read_body_(read_body) {}

  Result<void> read(std::string_view line) {
    if (line.starts_with('#')) return {};
    if (line.empty()) {
      is_open_ = false;
      return {};
    }
    if (!is_open_ || begins_target(line)) return begin(line);
    return line.starts_with('@') ? body(line.substr(1)) : header(line);
  }

  std::vector<Request> targets;

 private:
  Result<void> begin(std::string_view line) {
    const auto [method, url] = cut(line, " \t");
    if (url.empty()) return Error{"a target must begin with METHOD URL, as in GET /items"};
    auto request = vegeta_request(method, url);
    if (!request) return Error{request.error()};
    targets.push_back(std::move(request).value());
    is_open_ = true;
    return {};
  }

  Result<void> header(std::string_view line) {
    if (line.find(':') == line.npos)
      return Error{"not a header, which is written Name: value, and no @file either"};
    const auto [name, value] = cut(line, ":");
    return add_vegeta_header(targets.back(), trimmed(name), value);
  }

  Result<void> body(std::string_view path) {
    if (path.empty()) return Error{"an @ must be followed by the path of a file with the body"};
    auto content = read_body_(std::string(path));
    if (!content) return Error{content.error()};
    targets.back().body = std::move(content).value();
    is_open_ = false;
    return {};
  }

  const BodyReader& read_body_;
  bool is_open_ = false;  // the last target may have more lines
};

}  // namespace

Result<std::vector<Request>> parse_vegeta_http(const std::string& name, std::string_view text,
                                               const BodyReader& read_body) {
  TargetsReader reader(read_body);
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (const auto read = reader.read(trimmed(line)); !read)
      return Error{place_in(name, "line", number) + ": " + read.error()};
  }
  return std::move(reader.targets);
}

}  // namespace proofload::detail
