// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/detail/exchange.h>

#include <proofload/protocol/http/detail/curl_error.h>
#include <proofload/protocol/http/detail/curl_multi.h>

#include <strings.h>

#include <algorithm>
#include <cstring>

namespace proofload::detail {
namespace {

// Bodies up to this size go out in one write together with the header, so their sending takes no
// time of its own; larger ones are streamed and timed.
constexpr std::size_t streamed_from = 32 * 1024;

long whole_milliseconds(Duration duration) {
  return static_cast<long>(std::max<Duration::rep>(1, (duration.count() + 999'999) / 1'000'000));
}

Duration timer(CURL* easy, CURLINFO which) {
  curl_off_t microseconds = 0;
  curl_easy_getinfo(easy, which, &microseconds);
  return std::chrono::microseconds(microseconds);
}

Duration between(Duration from, Duration to) { return std::max(Duration{}, to - from); }

int version_number(long version) {
  switch (version) {
    case CURL_HTTP_VERSION_1_0:
      return 10;
    case CURL_HTTP_VERSION_1_1:
      return 11;
    case CURL_HTTP_VERSION_2_0:
      return 20;
    case CURL_HTTP_VERSION_3:
      return 30;
    default:
      return 0;
  }
}

}  // namespace

Exchange::Exchange(CurlMulti& multi, const Request& request, const std::string& url,
                   const HttpOptions& options, CURLSH* share)
    : multi_(multi),
      request_(request),
      options_(options),
      easy_(multi.acquire()),
      started_(std::chrono::steady_clock::now()) {
  multi_.adopt(easy_);
  const auto timeout = request.timeout > Duration{} ? request.timeout : options.timeout;
  curl_easy_setopt(easy_, CURLOPT_SHARE, share);
  curl_easy_setopt(easy_, CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy_, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy_, CURLOPT_ERRORBUFFER, error_);
  curl_easy_setopt(easy_, CURLOPT_COOKIEFILE, "");
  curl_easy_setopt(easy_, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(easy_, CURLOPT_USERAGENT, options.user_agent.c_str());
  curl_easy_setopt(easy_, CURLOPT_FOLLOWLOCATION, request.follow_redirects ? 1L : 0L);
  curl_easy_setopt(easy_, CURLOPT_MAXREDIRS, 10L);
  curl_easy_setopt(easy_, CURLOPT_TIMEOUT_MS, whole_milliseconds(timeout));
  curl_easy_setopt(easy_, CURLOPT_CONNECTTIMEOUT_MS,
                   whole_milliseconds(std::min(timeout, options.connect_timeout)));
  curl_easy_setopt(easy_, CURLOPT_SSL_VERIFYPEER, options.verify_tls ? 1L : 0L);
  curl_easy_setopt(easy_, CURLOPT_SSL_VERIFYHOST, options.verify_tls ? 2L : 0L);
  curl_easy_setopt(easy_, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(easy_, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(easy_, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(easy_, CURLOPT_WRITEDATA, this);
  set_method_and_body();
  set_headers();
}

Exchange::~Exchange() {
  multi_.release(easy_);
  curl_slist_free_all(headers_);
}

void Exchange::set_method_and_body() {
  const auto& body = request_.body.bytes;
  const auto& method = request_.method;
  if (method == "HEAD") curl_easy_setopt(easy_, CURLOPT_NOBODY, 1L);
  if (!body.empty() || method == "POST" || method == "PUT" || method == "PATCH") {
    curl_easy_setopt(easy_, CURLOPT_POST, 1L);
    curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    if (body.size() < streamed_from) {
      curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, body.c_str());
    } else {
      curl_easy_setopt(easy_, CURLOPT_READFUNCTION, give_body);
      curl_easy_setopt(easy_, CURLOPT_READDATA, this);
      curl_easy_setopt(easy_, CURLOPT_SEEKFUNCTION, rewind_body);
      curl_easy_setopt(easy_, CURLOPT_SEEKDATA, this);
    }
  }
  if (method != "GET" && method != "POST" && method != "HEAD")
    curl_easy_setopt(easy_, CURLOPT_CUSTOMREQUEST, method.c_str());
  if (method == "GET" && !body.empty()) curl_easy_setopt(easy_, CURLOPT_CUSTOMREQUEST, "GET");
}

bool Exchange::sets_header(std::string_view name) const {
  return std::any_of(request_.headers.begin(), request_.headers.end(), [&](const Field& header) {
    return header.first.size() == name.size() &&
           strncasecmp(header.first.data(), name.data(), name.size()) == 0;
  });
}

void Exchange::set_headers() {
  const auto add = [this](const std::string& name, const std::string& value) {
    // libcurl sends a header without a value only when it ends in a semicolon.
    const auto line = value.empty() ? name + ";" : name + ": " + value;
    headers_ = curl_slist_append(headers_, line.c_str());
  };
  for (const auto& [name, value] : request_.headers) add(name, value);
  for (const auto& [name, value] : options_.headers)
    if (!sets_header(name)) add(name, value);
  if (!request_.body.bytes.empty() && !sets_header("Content-Type"))
    add("Content-Type", request_.body.content_type);
  // Without this libcurl waits up to a second for leave to send a large body.
  if (!request_.body.bytes.empty() && !sets_header("Expect"))
    headers_ = curl_slist_append(headers_, "Expect:");
  curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, headers_);
}

size_t Exchange::take_header(char* data, size_t size, size_t count, void* self) {
  auto& exchange = *static_cast<Exchange*>(self);
  const std::string_view line(data, size * count);
  if (line.starts_with("HTTP/")) exchange.response_.header_lines.clear();
  exchange.response_.header_lines.append(line);
  return line.size();
}

size_t Exchange::take_body(char* data, size_t size, size_t count, void* self) {
  auto& exchange = *static_cast<Exchange*>(self);
  const auto limit = static_cast<std::size_t>(exchange.options_.max_body);
  exchange.too_large_ = exchange.response_.body.size() + size * count > limit;
  if (exchange.too_large_) return 0;
  exchange.response_.body.append(data, size * count);
  return size * count;
}

size_t Exchange::give_body(char* data, size_t size, size_t count, void* self) {
  auto& exchange = *static_cast<Exchange*>(self);
  const auto& body = exchange.request_.body.bytes;
  const auto length = std::min(size * count, body.size() - exchange.given_);
  std::memcpy(data, body.data() + exchange.given_, length);
  exchange.given_ += length;
  exchange.last_given_ = std::chrono::steady_clock::now() - exchange.started_;
  return length;
}

int Exchange::rewind_body(void* self, curl_off_t offset, int origin) {
  auto& exchange = *static_cast<Exchange*>(self);
  const auto size = static_cast<curl_off_t>(exchange.request_.body.bytes.size());
  if (origin != SEEK_SET || offset < 0 || offset > size) return CURL_SEEKFUNC_FAIL;
  exchange.given_ = static_cast<std::size_t>(offset);
  return CURL_SEEKFUNC_OK;
}

void Exchange::read_timings(HttpTimings& timings) const {
  const auto lookup = timer(easy_, CURLINFO_NAMELOOKUP_TIME_T);
  const auto connect = timer(easy_, CURLINFO_CONNECT_TIME_T);
  const auto tls = timer(easy_, CURLINFO_APPCONNECT_TIME_T);
  const auto ready = timer(easy_, CURLINFO_PRETRANSFER_TIME_T);
  const auto first_byte = timer(easy_, CURLINFO_STARTTRANSFER_TIME_T);
  const auto total = timer(easy_, CURLINFO_TOTAL_TIME_T);
  const auto sent = std::max(ready, last_given_);
  long connections = 0;
  curl_easy_getinfo(easy_, CURLINFO_NUM_CONNECTS, &connections);
  if (connections > 0) {
    timings.looking_up = lookup;
    timings.connecting = between(lookup, connect);
    timings.tls_handshaking = between(connect, tls);
  }
  timings.blocked = ready > Duration{} ? ready : total;
  if (ready == Duration{}) return;  // the request was never sent
  const auto answered = first_byte > Duration{} ? std::max(first_byte, sent) : total;
  timings.sending = between(ready, sent);
  timings.waiting = between(sent, answered);
  timings.receiving = between(answered, total);
}

Response Exchange::finish(CURLcode code, Duration service) {
  long status = 0;
  long version = 0;
  long redirects = 0;
  long request_bytes = 0;
  long header_bytes = 0;
  curl_off_t uploaded = 0;
  curl_off_t downloaded = 0;
  curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(easy_, CURLINFO_HTTP_VERSION, &version);
  curl_easy_getinfo(easy_, CURLINFO_REDIRECT_COUNT, &redirects);
  curl_easy_getinfo(easy_, CURLINFO_REQUEST_SIZE, &request_bytes);
  curl_easy_getinfo(easy_, CURLINFO_HEADER_SIZE, &header_bytes);
  curl_easy_getinfo(easy_, CURLINFO_SIZE_UPLOAD_T, &uploaded);
  curl_easy_getinfo(easy_, CURLINFO_SIZE_DOWNLOAD_T, &downloaded);
  read_timings(response_.timings);
  response_.service = service;
  response_.http_version = version_number(version);
  response_.redirects = static_cast<int>(redirects);
  response_.bytes_sent = request_bytes + uploaded;
  response_.bytes_received = header_bytes + downloaded;
  response_.error = too_large_ ? ErrorKind::too_large : error_kind(code, easy_);
  if (response_.error == ErrorKind::none)
    response_.status = static_cast<int>(status);
  else
    response_.error_text = *error_ != 0 ? error_ : curl_easy_strerror(code);
  return std::move(response_);
}

}  // namespace proofload::detail
