// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/detail/exchange.h>

#include <proofload/protocol/http/detail/curl_error.h>
#include <proofload/protocol/http/detail/curl_multi.h>

#include <algorithm>
#include <cstring>

namespace proofload::detail {
namespace {

Duration timer(CURL* easy, CURLINFO which) {
  curl_off_t microseconds = 0;
  curl_easy_getinfo(easy, which, &microseconds);
  return std::chrono::microseconds(microseconds);
}

long number(CURL* easy, CURLINFO which) {
  long value = 0;
  curl_easy_getinfo(easy, which, &value);
  return value;
}

std::int64_t bytes(CURL* easy, CURLINFO which) {
  curl_off_t value = 0;
  curl_easy_getinfo(easy, which, &value);
  return value;
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
    : multi_(multi), request_(request), options_(options), handle_(multi.acquire()) {
  handle_->prepare(*this, url, options, share);
}

Exchange::~Exchange() { multi_.release(std::move(handle_)); }

CURL* Exchange::easy() const { return handle_->easy(); }

void Exchange::take_header(std::string_view line) {
  if (line.starts_with("HTTP/")) {
    response_.header_lines.clear();
    response_.header_lines.reserve(300);  // which most headers fit into
  }
  response_.header_lines.append(line);
}

bool Exchange::take_body(std::string_view bytes) {
  const auto limit = static_cast<std::size_t>(options_.max_body);
  too_large_ = response_.body.size() + bytes.size() > limit;
  if (!too_large_) response_.body.append(bytes);
  return !too_large_;
}

std::size_t Exchange::give_body(char* place, std::size_t room) {
  const auto& body = request_.body.bytes;
  const auto length = std::min(room, body.size() - given_);
  std::memcpy(place, body.data() + given_, length);
  given_ += length;
  last_given_ = SteadyClock::now() - started_;
  return length;
}

bool Exchange::rewind_body(std::size_t offset) {
  if (offset > request_.body.bytes.size()) return false;
  given_ = offset;
  return true;
}

void Exchange::read_timings(HttpTimings& timings) const {
  const auto ready = timer(easy(), CURLINFO_PRETRANSFER_TIME_T);
  const auto first_byte = timer(easy(), CURLINFO_STARTTRANSFER_TIME_T);
  const auto total = timer(easy(), CURLINFO_TOTAL_TIME_T);
  const auto sent = std::max(ready, last_given_);
  if (number(easy(), CURLINFO_NUM_CONNECTS) > 0) {
    const auto connect = timer(easy(), CURLINFO_CONNECT_TIME_T);
    timings.looking_up = timer(easy(), CURLINFO_NAMELOOKUP_TIME_T);
    timings.connecting = between(timings.looking_up, connect);
    timings.tls_handshaking = between(connect, timer(easy(), CURLINFO_APPCONNECT_TIME_T));
  }
  timings.blocked = ready > Duration{} ? ready : total;
  if (ready == Duration{}) return;  // the request was never sent
  const auto answered = first_byte > Duration{} ? std::max(first_byte, sent) : total;
  timings.sending = between(ready, sent);
  timings.waiting = between(sent, answered);
  timings.receiving = between(answered, total);
}

Response Exchange::finish(CURLcode code) {
  read_timings(response_.timings);
  response_.service = SteadyClock::now() - started_;
  response_.http_version = version_number(number(easy(), CURLINFO_HTTP_VERSION));
  response_.redirects = static_cast<int>(number(easy(), CURLINFO_REDIRECT_COUNT));
  response_.bytes_sent =
      number(easy(), CURLINFO_REQUEST_SIZE) + bytes(easy(), CURLINFO_SIZE_UPLOAD_T);
  response_.bytes_received =
      number(easy(), CURLINFO_HEADER_SIZE) + bytes(easy(), CURLINFO_SIZE_DOWNLOAD_T);
  response_.error = too_large_ ? ErrorKind::too_large : error_kind(code, easy());
  const std::string_view words = handle_->error_text();
  if (response_.error == ErrorKind::none)
    response_.status = static_cast<int>(number(easy(), CURLINFO_RESPONSE_CODE));
  else
    response_.error_text = words.empty() ? curl_easy_strerror(code) : words;
  return std::move(response_);
}

}  // namespace proofload::detail
