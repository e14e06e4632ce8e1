// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/detail/exchange.h>

#include <proofload/protocol/http/detail/connection_gate.h>
#include <proofload/protocol/http/detail/curl_error.h>
#include <proofload/protocol/http/detail/curl_multi.h>
#include <proofload/protocol/http/route.h>

#include <strings.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace proofload::detail {
namespace {

constexpr int max_redirects = 10;
constexpr std::size_t max_header = 256 * 1024;  // newer versions of libcurl stop at 300 KiB

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

bool is_redirect(long status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// As browsers have it.
bool becomes_get(const std::string& method, long status) {
  if (status == 303) return method != "GET" && method != "HEAD";
  return (status == 301 || status == 302) && method == "POST";
}

bool is_over_tls(const std::string& url) { return strncasecmp(url.c_str(), "https:", 6) == 0; }

Request as_get(Request request) {
  request.method = "GET";
  request.body = {};
  std::erase_if(request.headers, [](const Field& field) {
    return strncasecmp(field.first.c_str(), "Content-", 8) == 0;
  });
  return request;
}

}  // namespace

Exchange::Exchange(CurlMulti& multi, const Request& request, const std::string& url,
                   const HttpOptions& options, CURLSH* share, AnswerReader* reader)
    : multi_(multi),
      request_(request),
      url_(url),
      options_(options),
      share_(share),
      reader_(reader),
      handle_(multi.acquire()) {
  handle_->prepare(*this, url, options, share);
}

Exchange::~Exchange() {
  if (gate_ != nullptr) gate_->pass_on();
  multi_.release(std::move(handle_));
}

CURL* Exchange::easy() const { return handle_->easy(); }

std::optional<SteadyClock::time_point> Exchange::latest() const {
  if (reader_ != nullptr && request_.timeout <= Duration{}) return {};
  return started_ + (request_.timeout > Duration{} ? request_.timeout : options_.timeout);
}

std::optional<Duration> Exchange::time_left() const {
  const auto limit = latest();
  if (!limit) return {};
  return *limit - transfer_started_;
}

bool Exchange::may_share_connection() const {
  const auto version = options_.version;
  return version == HttpVersion::http2 || (version == HttpVersion::negotiated && is_over_tls(url_));
}

void Exchange::close(ConnectionGate& gate) {
  gate.close();
  gate_ = &gate;
}

void Exchange::open_gate() {
  if (auto* gate = std::exchange(gate_, nullptr)) gate->open();
}

void Exchange::begin_late() {
  response_.timings.blocked += since_start();
  prepare_transfer();
}

Response Exchange::give_up() {
  response_.timings.blocked += since_start();
  refuse(ErrorKind::interrupted, "cut off while it waited for a connection");
  return finish();
}

bool Exchange::take_header(std::string_view line) {
  if (!first_byte_) first_byte_ = since_start();
  if (line.starts_with("HTTP/") && !take_status_line(line)) return false;
  if (response_.header_lines.size() + line.size() > max_header)
    return refuse(ErrorKind::too_large, "the header of the answer is larger than 256 KiB");
  response_.header_lines.append(line);
  if (reader_ != nullptr && line == "\r\n") show_header();
  return true;
}

bool Exchange::take_status_line(std::string_view line) {
  if (options_.version == HttpVersion::http2 && !line.starts_with("HTTP/2"))
    return refuse(ErrorKind::version_refused, "the service answers with another HTTP than HTTP/2");
  response_.header_lines.clear();
  response_.header_lines.reserve(300);  // which most headers fit into
  return true;
}

// Not that of an interim answer, and no trailer behind the body.
void Exchange::show_header() {
  const auto status = number(easy(), CURLINFO_RESPONSE_CODE);
  if (status < 200 || reader_takes_body_) return;
  Response header;
  header.status = static_cast<int>(status);
  header.header_lines = response_.header_lines;
  header.http_version = version_number(number(easy(), CURLINFO_HTTP_VERSION));
  reader_takes_body_ =
      reader_->take_header(header, transfer_started_ + ready_.value_or(Duration{}));
}

bool Exchange::take_body(std::string_view bytes) {
  if (reader_takes_body_) {
    const auto error = reader_->take_body(bytes, SteadyClock::now());
    return error == ErrorKind::none || refuse(error, "the reader of the answer took no more of it");
  }
  const auto limit = static_cast<std::size_t>(options_.max_body);
  if (response_.body.size() + bytes.size() > limit)
    return refuse(ErrorKind::too_large, "the body of the answer is larger than max_body");
  response_.body.append(bytes);
  return true;
}

std::size_t Exchange::give_body(char* place, std::size_t room) {
  const auto& body = request().body.bytes;
  const auto length = std::min(room, body.size() - given_);
  std::memcpy(place, body.data() + given_, length);
  given_ += length;
  last_given_ = since_start();
  return length;
}

bool Exchange::rewind_body(std::size_t offset) {
  if (offset > request().body.bytes.size()) return false;
  given_ = offset;
  return true;
}

// By our own clock, but for the phases of a new connection: libcurl says that a transfer begins
// when it comes back from sending, and where the kernel lets the service answer first, that is too
// late.
void Exchange::add_timings(HttpTimings& timings) const {
  const auto total = since_start();
  if (number(easy(), CURLINFO_NUM_CONNECTS) > 0) {
    const auto lookup = timer(easy(), CURLINFO_NAMELOOKUP_TIME_T);
    const auto connect = timer(easy(), CURLINFO_CONNECT_TIME_T);
    timings.looking_up += lookup;
    timings.connecting += between(lookup, connect);
    timings.tls_handshaking += between(connect, timer(easy(), CURLINFO_APPCONNECT_TIME_T));
  }
  timings.blocked += ready_.value_or(total);
  if (!ready_) return;  // the request was never sent
  const auto sent = std::max(*ready_, last_given_);
  const auto answered = std::max(first_byte_.value_or(total), sent);
  timings.sending += between(*ready_, sent);
  timings.waiting += between(sent, answered);
  timings.receiving += between(answered, total);
}

void Exchange::add_up() {
  add_timings(response_.timings);
  response_.http_version = version_number(number(easy(), CURLINFO_HTTP_VERSION));
  response_.bytes_sent +=
      number(easy(), CURLINFO_REQUEST_SIZE) + bytes(easy(), CURLINFO_SIZE_UPLOAD_T);
  response_.bytes_received +=
      number(easy(), CURLINFO_HEADER_SIZE) + bytes(easy(), CURLINFO_SIZE_DOWNLOAD_T);
}

// Where libcurl expects HTTP/2, it calls an answer in another protocol an empty one. Over TLS
// another version is agreed on beforehand, and answered in: see take_status_line().
bool Exchange::speaks_no_http2(CURLcode code) const {
  if (options_.version != HttpVersion::http2 || is_over_tls(url_) || first_byte_) return false;
  const bool is_new = number(easy(), CURLINFO_NUM_CONNECTS) > 0;
  return is_new && code == CURLE_GOT_NOTHING;
}

// Of HTTP/2 libcurl calls that a part of an answer.
bool Exchange::was_closed_unanswered(CURLcode code) const {
  return code == CURLE_PARTIAL_FILE && !first_byte_;
}

void Exchange::note_error(CURLcode code) {
  if (response_.error != ErrorKind::none) return;  // libcurl only says that it was refused
  response_.error = error_kind(code, easy());
  if (speaks_no_http2(code)) {
    refuse(ErrorKind::version_refused, "what came back on a new connection is no HTTP/2");
    return;
  }
  if (was_closed_unanswered(code)) {
    refuse(ErrorKind::empty_answer, "the service closed the connection before an answer came");
    return;
  }
  if (response_.error == ErrorKind::none) return;
  const std::string_view words = handle_->error_text();
  if (response_.error == ErrorKind::too_large)
    response_.error_text = "a line of the answer's header is larger than libcurl takes";
  else
    response_.error_text = words.empty() ? curl_easy_strerror(code) : words;
}

// libcurl repeats a request by itself when a connection that was kept alive turns out to be dead.
// What may have been carried out is not repeated.
bool Exchange::may_send() {
  open_gate();
  misprepared_ = !is_prepared_for_connection();
  if (misprepared_) return false;
  ready_ = since_start();
  if (sent_++ == 0 || is_repeatable()) return true;
  return refuse(ErrorKind::connection_reset, "closed before an answer came");
}

// Without TLS libcurl 7.88 begins HTTP/2 anew on a connection that speaks it already, which breaks
// it (curl issue 10634). So what was to begin it and finds it begun is sent once more, as if it had
// been agreed on; and the other way round where that connection has gone meanwhile.
bool Exchange::is_prepared_for_connection() const {
  static const auto installed = curl_version_info(CURLVERSION_NOW)->version_num;
  if (installed < 0x075800 || installed >= 0x080000) return true;
  if (options_.version != HttpVersion::http2 || is_over_tls(url_)) return true;
  const bool is_new = number(easy(), CURLINFO_NUM_CONNECTS) > 0;
  return on_open_http2_ != is_new;
}

bool Exchange::is_repeatable() const {
  const auto& method = request().method;
  return method != "POST" && method != "PATCH";
}

// What libcurl leaves to us: the connection breaks while a large body is on its way. Each time one
// that was kept alive is used up, so this ends.
bool Exchange::begins_again(CURLcode code) {
  const bool kept_alive = number(easy(), CURLINFO_NUM_CONNECTS) == 0;
  if (code != CURLE_SEND_ERROR || !kept_alive || !is_repeatable()) return false;
  if (!response_.header_lines.empty()) return false;
  prepare_transfer();
  return true;
}

bool Exchange::refuse(ErrorKind kind, const char* text) {
  response_.error = kind;
  response_.error_text = text;
  return false;
}

bool Exchange::goes_on(CURLcode code) {
  if (std::exchange(misprepared_, false)) {
    on_open_http2_ = !on_open_http2_;
    prepare_transfer();
    return true;
  }
  add_up();
  if (begins_again(code)) return true;
  note_error(code);
  return response_.error == ErrorKind::none && request_.follow_redirects && follow();
}

// libcurl would follow to other origins, and take the headers of the request there.
bool Exchange::follow() {
  const auto status = number(easy(), CURLINFO_RESPONSE_CODE);
  if (!is_redirect(status)) return false;
  const char* next = nullptr;
  curl_easy_getinfo(easy(), CURLINFO_REDIRECT_URL, &next);
  if (next == nullptr || !same_origin(url_, next)) return false;
  if (response_.redirects == max_redirects)
    return refuse(ErrorKind::too_many_redirects, "the answer is the eleventh redirect in a row");
  prepare_next(next, status);
  return true;
}

void Exchange::prepare_next(const std::string& url, long status) {
  ++response_.redirects;
  response_.body.clear();
  response_.header_lines.clear();
  if (becomes_get(request().method, status)) redirected_ = as_get(request());
  next_url_ = url;
  prepare_transfer();
}

void Exchange::prepare_transfer() {
  sent_ = 0;
  given_ = 0;
  last_given_ = {};
  ready_.reset();
  first_byte_.reset();
  transfer_started_ = SteadyClock::now();
  handle_->prepare(*this, next_url_ ? *next_url_ : url_, options_, share_);
}

Response Exchange::finish() {
  response_.service = SteadyClock::now() - started_;
  if (response_.error == ErrorKind::none) judge();
  return std::move(response_);
}

Response Exchange::cut() {
  add_up();
  return finish();
}

void Exchange::judge() {
  response_.status = static_cast<int>(number(easy(), CURLINFO_RESPONSE_CODE));
  response_.expected =
      (request_.expected ? *request_.expected : options_.expected).contains(response_.status);
}

}  // namespace proofload::detail
