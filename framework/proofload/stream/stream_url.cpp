// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/stream_url.h>

#include <curl/curl.h>

#include <memory>

namespace proofload {
namespace {

using Parsed = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string part(CURLU* url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, flags) != CURLUE_OK) return {};
  std::string copy(text);
  curl_free(text);
  return copy;
}

bool is_loopback(std::string_view host) {
  return host == "localhost" || host.starts_with("127.") || host == "[::1]";
}

}  // namespace

Result<StreamUrl> parse_stream_url(std::string_view text) {
  const Parsed url(curl_url(), curl_url_cleanup);
  const auto code = curl_url_set(url.get(), CURLUPART_URL, std::string(text).c_str(), 0);
  if (code != CURLUE_OK)
    return Error{"the address is none: " + std::string(curl_url_strerror(code))};
  const auto scheme = part(url.get(), CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https")
    return Error{"the address has to begin with http:// or https://"};
  const auto host = part(url.get(), CURLUPART_HOST);
  const auto port = part(url.get(), CURLUPART_PORT);
  StreamUrl parsed;
  parsed.base = scheme + "://" + host + (port.empty() ? "" : ":" + port);
  parsed.path = part(url.get(), CURLUPART_PATH);
  parsed.query = part(url.get(), CURLUPART_QUERY);
  parsed.user = part(url.get(), CURLUPART_USER, CURLU_URLDECODE);
  parsed.password = part(url.get(), CURLUPART_PASSWORD, CURLU_URLDECODE);
  parsed.loopback = is_loopback(host);
  return parsed;
}

}  // namespace proofload
