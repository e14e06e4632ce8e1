// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/detail/curl_handle.h>

#include <proofload/protocol/http/detail/curl_multi.h>
#include <proofload/protocol/http/detail/exchange.h>
#include <proofload/protocol/http/detail/header_lines.h>

#include <strings.h>

#include <algorithm>

namespace proofload::detail {
namespace {

// Bodies up to this size go out in one write together with the header, so their sending takes no
// time of its own; larger ones are streamed and timed.
constexpr std::size_t streamed_from = 32 * 1024;

long whole_milliseconds(Duration duration) {
  return static_cast<long>(std::max<Duration::rep>(1, (duration.count() + 999'999) / 1'000'000));
}

// agreed: or will be, by ALPN.
long libcurl_version(HttpVersion version, bool agreed) {
  switch (version) {
    case HttpVersion::http1:
      return CURL_HTTP_VERSION_1_1;
    case HttpVersion::http2:
      return agreed ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE;
    case HttpVersion::http3:
      return CURL_HTTP_VERSION_3ONLY;
    case HttpVersion::negotiated:
      break;
  }
  return CURL_HTTP_VERSION_2TLS;
}

Exchange& exchange_of(void* place) { return **static_cast<Exchange**>(place); }

size_t take_header(char* data, size_t size, size_t count, void* place) {
  return exchange_of(place).take_header({data, size * count}) ? size * count : 0;
}

size_t take_body(char* data, size_t size, size_t count, void* place) {
  return exchange_of(place).take_body({data, size * count}) ? size * count : 0;
}

size_t give_body(char* data, size_t size, size_t count, void* place) {
  return exchange_of(place).give_body(data, size * count);
}

int rewind_body(void* place, curl_off_t offset, int origin) {
  const bool done = origin == SEEK_SET && exchange_of(place).rewind_body(std::size_t(offset));
  return done ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL;
}

int about_to_send(void* place, char*, char*, int, int) {
  return exchange_of(place).may_send() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

}  // namespace

CurlHandle::CurlHandle(CurlMulti& multi) : easy_(curl_easy_init()), parsed_(curl_url()) {
  multi.adopt(easy_);
  set_constants();
}

CurlHandle::~CurlHandle() {
  curl_easy_cleanup(easy_);
  curl_url_cleanup(parsed_);
  curl_slist_free_all(headers_);
}

void CurlHandle::set_constants() {
  curl_easy_setopt(easy_, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy_, CURLOPT_ERRORBUFFER, error_);
  curl_easy_setopt(easy_, CURLOPT_COOKIEFILE, "");  // no file: it starts the cookies of the share
  curl_easy_setopt(easy_, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(easy_, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(easy_, CURLOPT_HEADERDATA, &exchange_);
  curl_easy_setopt(easy_, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(easy_, CURLOPT_WRITEDATA, &exchange_);
  curl_easy_setopt(easy_, CURLOPT_READFUNCTION, give_body);
  curl_easy_setopt(easy_, CURLOPT_READDATA, &exchange_);
  curl_easy_setopt(easy_, CURLOPT_SEEKFUNCTION, rewind_body);
  curl_easy_setopt(easy_, CURLOPT_SEEKDATA, &exchange_);
  curl_easy_setopt(easy_, CURLOPT_PREREQFUNCTION, about_to_send);
  curl_easy_setopt(easy_, CURLOPT_PREREQDATA, &exchange_);
  // Or a name lookup that timed out would be waited for, and every user of the worker with it.
  curl_easy_setopt(easy_, CURLOPT_QUICK_EXIT, 1L);
  // The answer of a proxy that opens a tunnel is not that of the service.
  curl_easy_setopt(easy_, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl_easy_setopt(easy_, CURLOPT_PROXY, "");
  curl_easy_setopt(easy_, CURLOPT_NOPROXY, "*");  // or libcurl would search the environment for it
}

void CurlHandle::prepare(Exchange& exchange, const std::string& url, const HttpOptions& options,
                         CURLSH* share) {
  const auto& request = exchange.request();
  exchange_ = &exchange;
  curl_easy_setopt(easy_, CURLOPT_SHARE, share);
  set_url(url);
  set_version(url, options.version, exchange.on_open_http2());
  set_method(request);
  set_headers(request, options);
  set_timeouts(exchange.time_left(), options);
  set_proxy(options);
  set_tls(options);
}

// A share cannot go while a handle is attached to it.
void CurlHandle::clear() {
  curl_easy_setopt(easy_, CURLOPT_SHARE, nullptr);
  exchange_ = nullptr;
}

// Given the URL in parts as well, libcurl neither parses nor prints it anew. The text still counts:
// libcurl sends a request again to that when a connection turns out to be dead.
void CurlHandle::set_url(const std::string& url) {
  if (url == url_) return;
  url_ = url;
  const auto parsed = curl_url_set(parsed_, CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME);
  curl_easy_setopt(easy_, CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy_, CURLOPT_CURLU, parsed == CURLUE_OK ? parsed_ : nullptr);
}

// The shape comes after the body, which libcurl takes for a POST.
void CurlHandle::set_method(const Request& request) {
  const auto& method = request.method;
  const bool posts =
      carries_body(request) || method == "POST" || method == "PUT" || method == "PATCH";
  const auto shape = posts ? Shape::post : method == "HEAD" ? Shape::head : Shape::get;
  if (posts) set_body(request.body.bytes);
  if (shape != shape_) {
    const auto option = posts                  ? CURLOPT_POST
                        : shape == Shape::head ? CURLOPT_NOBODY
                                               : CURLOPT_HTTPGET;
    curl_easy_setopt(easy_, option, 1L);
    shape_ = shape;
  }
  const std::string_view usual = posts ? "POST" : shape == Shape::head ? "HEAD" : "GET";
  const std::string_view custom = method == usual ? std::string_view() : method;
  if (custom == custom_method_) return;
  custom_method_ = custom;
  curl_easy_setopt(easy_, CURLOPT_CUSTOMREQUEST, custom.empty() ? nullptr : custom_method_.c_str());
}

void CurlHandle::set_body(const std::string& body) {
  curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, body.size() < streamed_from ? body.c_str() : nullptr);
}

void CurlHandle::set_headers(const Request& request, const HttpOptions& options) {
  write_header_lines(wanted_lines_, request, options);
  if (wanted_lines_ == header_lines_) return;
  header_lines_.swap(wanted_lines_);
  curl_slist* headers = nullptr;
  for (std::size_t at = 0; at < header_lines_.size(); at = header_lines_.find('\0', at) + 1)
    headers = curl_slist_append(headers, header_lines_.c_str() + at);
  curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, headers);
  curl_slist_free_all(headers_);
  headers_ = headers;
}

// To libcurl zero means no limit.
void CurlHandle::set_timeouts(std::optional<Duration> time_left, const HttpOptions& options) {
  set(CURLOPT_TIMEOUT_MS, timeout_, time_left ? whole_milliseconds(*time_left) : 0);
  const auto connect = options.connect_timeout;
  set(CURLOPT_CONNECTTIMEOUT_MS, connect_timeout_,
      whole_milliseconds(time_left ? std::min(*time_left, connect) : connect));
}

void CurlHandle::set_version(const std::string& url, HttpVersion version, bool on_open_http2) {
  const bool over_tls = strncasecmp(url.c_str(), "https:", 6) == 0;
  set(CURLOPT_HTTP_VERSION, version_, libcurl_version(version, over_tls || on_open_http2));
}

void CurlHandle::set_proxy(const HttpOptions& options) {
  if (options.proxy == proxy_) return;
  proxy_ = options.proxy;
  curl_easy_setopt(easy_, CURLOPT_PROXY, proxy_.c_str());
  curl_easy_setopt(easy_, CURLOPT_NOPROXY, proxy_.empty() ? "*" : "");
}

void CurlHandle::set_tls(const HttpOptions& options) {
  set(CURLOPT_SSL_VERIFYPEER, verify_peer_, options.verify_tls ? 1 : 0);
  set(CURLOPT_SSL_VERIFYHOST, verify_host_, options.verify_tls ? 2 : 0);
  set(CURLOPT_SSLCERT, client_certificate_, options.client_certificate);
  set(CURLOPT_SSLKEY, client_key_, options.client_key);
  set_trusted(options.ca_file);
}

// The system's certificates are in a file and in a folder, which libcurl searches both.
void CurlHandle::set_trusted(const std::string& ca_file) {
  if (ca_file == ca_file_) return;
  ca_file_ = ca_file;
  const auto* system = curl_version_info(CURLVERSION_NOW);
  curl_easy_setopt(easy_, CURLOPT_CAINFO, ca_file.empty() ? system->cainfo : ca_file.c_str());
  curl_easy_setopt(easy_, CURLOPT_CAPATH, ca_file.empty() ? system->capath : nullptr);
}

void CurlHandle::set(CURLoption option, long& last, long value) {
  if (last == value) return;
  curl_easy_setopt(easy_, option, value);
  last = value;
}

void CurlHandle::set(CURLoption option, std::string& last, const std::string& value) {
  if (last == value) return;
  curl_easy_setopt(easy_, option, value.empty() ? nullptr : value.c_str());
  last = value;
}

}  // namespace proofload::detail
