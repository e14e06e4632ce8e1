// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/response.h>

#include <proofload/base/trimmed.h>
#include <proofload/protocol/http/field.h>
#include <proofload/units/bytes.h>

#include <algorithm>
#include <ostream>

namespace proofload {
namespace {

std::string_view next_line(std::string_view& rest) {
  const auto line = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(rest.size(), line.size() + 1));
  return line;
}

// Where the line is that of the header.
std::optional<std::string_view> value_of(std::string_view line, std::string_view header) {
  if (line.size() <= header.size() || line[header.size()] != ':') return {};
  if (!is_same_header(line.substr(0, header.size()), header)) return {};
  return trimmed(line.substr(header.size() + 1));
}

std::string required(std::optional<std::string> value, const char* what, std::string_view name) {
  if (value) return *std::move(value);
  throw MissingValue("the answer has no " + std::string(what) + " \"" + std::string(name) + "\"");
}

}  // namespace

std::optional<std::string> Response::header(std::string_view name) const {
  std::string_view rest = header_lines;
  while (!rest.empty())
    if (const auto value = value_of(next_line(rest), name)) return std::string(*value);
  return {};
}

std::string Response::required_header(std::string_view name) const {
  return required(header(name), "header", name);
}

std::optional<std::string> Response::cookie(std::string_view name) const {
  std::optional<std::string> found;
  std::string_view rest = header_lines;
  while (!rest.empty()) {
    const auto line = value_of(next_line(rest), "Set-Cookie");
    if (!line) continue;
    const auto pair = line->substr(0, line->find(';'));
    const auto equals = pair.find('=');
    if (equals == pair.npos || trimmed(pair.substr(0, equals)) != name) continue;
    found = trimmed(pair.substr(equals + 1));
  }
  return found;
}

std::string Response::required_cookie(std::string_view name) const {
  return required(cookie(name), "cookie", name);
}

std::optional<std::string> Response::find(const Pattern& pattern, int group) const {
  return pattern.find(body, group);
}

std::string Response::capture(const Pattern& pattern, int group) const {
  return required(find(pattern, group), "match for", pattern.text());
}

std::vector<std::string> Response::find_all(const Pattern& pattern, int group) const {
  return pattern.find_all(body, group);
}

const Json& Response::json() const {
  if (!json_) json_ = Json::parse(body);
  return *json_;
}

std::ostream& operator<<(std::ostream& out, const Response& response) {
  if (response.error != ErrorKind::none)
    return out << to_text(response.error) << " after " << to_text(response.service);
  return out << "status " << response.status << ", "
             << to_text(Bytes(std::int64_t(response.body.size()))) << " in "
             << to_text(response.service);
}

}  // namespace proofload
