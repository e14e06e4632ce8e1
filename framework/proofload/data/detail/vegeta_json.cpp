// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/detail/vegeta_json.h>

#include <proofload/base/safe_text.h>
#include <proofload/data/detail/base64.h>
#include <proofload/data/detail/json_rows.h>
#include <proofload/data/detail/vegeta_request.h>

#include <nlohmann/json.hpp>

namespace proofload::detail {
namespace {

using Value = nlohmann::ordered_json;

std::string text_in(const Value& object, const char* member) {
  const auto found = object.find(member);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Result<void> check_members(const Value& object) {
  for (const auto& [name, value] : object.items()) {
    const bool is_text = name == "method" || name == "url" || name == "body";
    if (!is_text && name != "header")
      return Error{"a target has no member \"" + safe_line(name) +
                   "\": only method, url, body and header"};
    if (is_text && !value.is_string()) return Error{"\"" + name + "\" must be a string"};
  }
  for (const char* required : {"method", "url"})
    if (!object.contains(required))
      return Error{"a target needs a \"" + std::string(required) + "\""};
  return {};
}

Result<void> add_headers(Request& request, const Value& header) {
  const Error wrong{"\"header\" must be an object of arrays of strings: {\"Accept\": [\"*/*\"]}"};
  if (!header.is_object()) return wrong;
  for (const auto& [name, values] : header.items()) {
    if (!values.is_array()) return wrong;
    for (const Value& value : values) {
      if (!value.is_string()) return wrong;
      const auto added = add_vegeta_header(request, name, value.get_ref<const std::string&>());
      if (!added) return added;
    }
  }
  return {};
}

Result<Request> target_of(const Value& object) {
  if (const auto checked = check_members(object); !checked) return Error{checked.error()};
  auto request = vegeta_request(text_in(object, "method"), text_in(object, "url"));
  if (!request) return request;
  if (const auto header = object.find("header"); header != object.end())
    if (const auto added = add_headers(request.value(), *header); !added)
      return Error{added.error()};
  auto body = base64_decoded(text_in(object, "body"));
  if (!body) return Error{"\"body\" is not Base64 (RFC 4648, section 4, with padding)"};
  request.value().body = *std::move(body);
  return request;
}

}  // namespace

Result<std::vector<Request>> parse_vegeta_json(const std::string& name, std::string_view text) {
  const auto lines = parse_json_lines(name, text);
  if (!lines) return Error{lines.error()};
  std::vector<Request> targets;
  for (const auto& record : lines.value().records) {
    auto target = target_of(Value::parse(record.json));
    if (!target) return Error{place_in(name, "line", record.place) + ": " + target.error()};
    targets.push_back(std::move(target).value());
  }
  return targets;
}

}  // namespace proofload::detail
