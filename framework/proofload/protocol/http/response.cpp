// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/response.h>

#include <proofload/units/bytes.h>

#include <strings.h>

#include <algorithm>
#include <ostream>

namespace proofload {

std::optional<std::string> Response::header(std::string_view name) const {
  std::string_view rest = header_lines;
  while (!rest.empty()) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.size() <= name.size() || line[name.size()] != ':') continue;
    if (strncasecmp(line.data(), name.data(), name.size()) != 0) continue;
    const auto value = line.substr(name.size() + 1);
    const auto first = value.find_first_not_of(" \t\r");
    if (first == value.npos) return "";
    return std::string(value.substr(first, value.find_last_not_of(" \t\r") - first + 1));
  }
  return {};
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
