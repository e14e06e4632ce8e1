// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/vegeta_targets.h>

#include <proofload/data/data_file.h>
#include <proofload/data/detail/vegeta_http.h>
#include <proofload/data/detail/vegeta_json.h>

#include <filesystem>

namespace proofload {
namespace {

namespace fs = std::filesystem;

std::string_view without_mark(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  return text;
}

bool is_json(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  return first != text.npos && text[first] == '{';
}

}  // namespace

Result<std::vector<Request>> parse_vegeta_targets(const std::string& name, std::string_view text,
                                                  const BodyReader& read_body) {
  text = without_mark(text);
  auto targets = is_json(text) ? detail::parse_vegeta_json(name, text)
                               : detail::parse_vegeta_http(name, text, read_body);
  if (targets && targets.value().empty()) return Error{name + " has no targets"};
  return targets;
}

Result<std::vector<Request>> read_vegeta_targets(const std::string& path) {
  const auto file = open_data_file(path);
  if (!file) return Error{file.error()};
  const auto folder = fs::absolute(file.value().path).parent_path();
  const auto beside = [&](const std::string& body) { return read_data_file(folder / body); };
  return parse_vegeta_targets(path, file.value().content, beside);
}

}  // namespace proofload
