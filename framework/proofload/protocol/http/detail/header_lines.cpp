// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/detail/header_lines.h>

#include <curl/curl.h>

#include <strings.h>

#include <algorithm>

namespace proofload::detail {
namespace {

// What this libcurl unpacks; what it would say itself, if it did not format it anew every time.
std::string unpacked_encodings() {
  const auto features = curl_version_info(CURLVERSION_NOW)->features;
  std::string list;
  const auto add = [&](int feature, const char* encodings) {
    if ((features & feature) != 0) list.append(list.empty() ? "" : ", ").append(encodings);
  };
  add(CURL_VERSION_LIBZ, "deflate, gzip");
  add(CURL_VERSION_BROTLI, "br");
  add(CURL_VERSION_ZSTD, "zstd");
  return list;
}

// libcurl sends a header without a value only when it ends in a semicolon.
void add_line(std::string& lines, std::string_view name, const std::string& value) {
  check_header(name, value);
  lines.append(name);
  if (value.empty())
    lines.push_back(';');
  else
    lines.append(": ").append(value);
  lines.push_back('\0');
}

}  // namespace

bool carries_body(const Request& request) {
  return !request.body.bytes.empty() && request.method != "HEAD";
}

void write_header_lines(std::string& lines, const Request& request, const HttpOptions& options) {
  static const std::string encodings = unpacked_encodings();
  lines.clear();
  for (const auto& [name, value] : request.headers) add_line(lines, name, value);
  for (const auto& [name, value] : options.headers)
    if (!find_header(request.headers, name)) add_line(lines, name, value);
  const auto left_open = [&](std::string_view name) {
    return !find_header(request.headers, name) && !find_header(options.headers, name);
  };
  if (!options.user_agent.empty() && left_open("User-Agent"))
    add_line(lines, "User-Agent", options.user_agent);
  if (!encodings.empty() && left_open("Accept-Encoding"))
    add_line(lines, "Accept-Encoding", encodings);
  if (!carries_body(request)) return;
  if (left_open("Content-Type")) add_line(lines, "Content-Type", request.body.content_type);
  // Without this libcurl waits up to a second for leave to send a large body.
  if (left_open("Expect")) lines.append("Expect:").push_back('\0');
}

}  // namespace proofload::detail
