// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/websocket/web_socket_url.h>

#include <curl/curl.h>

#include <memory>

namespace proofload {
namespace {

using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string part(const Url& url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url.get(), which, &text, flags) != CURLUE_OK) return {};
  std::string copy = text;
  curl_free(text);
  return copy;
}

std::string without_brackets(const std::string& host) {
  return host.starts_with('[') ? host.substr(1, host.size() - 2) : host;
}

}  // namespace

std::string as_http(const std::string& text) {
  if (text.starts_with("ws://")) return "http" + text.substr(2);
  if (text.starts_with("wss://")) return "https" + text.substr(3);
  return text;
}

// libcurl 7.88 knows the scheme ws only where it was built so.
Result<WebSocketUrl> parse_web_socket_url(const std::string& text) {
  const Url url(curl_url(), curl_url_cleanup);
  const auto code = curl_url_set(url.get(), CURLUPART_URL, as_http(text).c_str(), 0);
  if (code != CURLUE_OK)
    return Error{std::string("the URL is not usable: ") + curl_url_strerror(code)};
  const auto scheme = part(url, CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https")
    return Error{"the scheme of the URL is \"" + scheme + "\": give ws or wss"};
  if (!part(url, CURLUPART_USER).empty() || !part(url, CURLUPART_PASSWORD).empty())
    return Error{"a URL with a user or a password is not usable: send an Authorization header"};
  const auto host = part(url, CURLUPART_HOST);
  const auto port = part(url, CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
  const auto query = part(url, CURLUPART_QUERY);
  WebSocketUrl parsed;
  parsed.is_tls = scheme == "https";
  parsed.host = without_brackets(host);
  parsed.port = part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
  parsed.authority = port.empty() ? host : host + ":" + port;
  parsed.target = part(url, CURLUPART_PATH) + (query.empty() ? "" : "?" + query);
  return parsed;
}

}  // namespace proofload
