// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/http_client.h>

#include <proofload/base/usage_error.h>
#include <proofload/protocol/http/detail/connection_gate.h>
#include <proofload/protocol/http/detail/curl_multi.h>
#include <proofload/protocol/http/detail/exchange.h>
#include <proofload/protocol/http/detail/http_stream_state.h>

#include <boost/asio/this_coro.hpp>

#include <curl/curl.h>

#include <functional>
#include <map>
#include <string_view>
#include <utility>

namespace proofload {
namespace {

// A line of a cookie file: fields between tabs, the last two of them name and value.
Field cookie_in(std::string_view line) {
  const auto value = line.rfind('\t');
  if (value == line.npos || value == 0) return {};
  const auto name = line.rfind('\t', value - 1) + 1;
  return {std::string(line.substr(name, value - name)), std::string(line.substr(value + 1))};
}

// Its scheme, host and port as they are written. An origin that is written in two ways counts as
// two, which costs a connection at most.
std::string_view origin_of(std::string_view url) {
  const auto scheme = url.find("://");
  return scheme == url.npos ? url : url.substr(0, url.find_first_of("/?#", scheme + 3));
}

const HttpOptions& checked(const HttpOptions& options) {
  const auto found = problems(options);
  if (!found.empty()) throw UsageError(found.front());
  return options;
}

}  // namespace

std::vector<std::string> problems(const HttpOptions& options) {
  const auto* installed = curl_version_info(CURLVERSION_NOW);
  const auto needs = [&](HttpVersion version, int feature) {
    return options.version == version && (installed->features & feature) == 0;
  };
  const bool missing = needs(HttpVersion::http2, CURL_VERSION_HTTP2) ||
                       needs(HttpVersion::http3, CURL_VERSION_HTTP3);
  if (!missing) return {};
  return {std::string("http.version is ") +
          (options.version == HttpVersion::http3 ? "http3" : "http2") + ", but the libcurl " +
          installed->version +
          " of this machine does not speak it: choose another version, or install a libcurl built "
          "with it"};
}

struct HttpClient::State {
  State(detail::CurlMulti& loop, const HttpOptions& plan) : multi(loop), options(plan) {
    share = curl_share_init();
    for (const auto data :
         {CURL_LOCK_DATA_CONNECT, CURL_LOCK_DATA_COOKIE, CURL_LOCK_DATA_SSL_SESSION})
      curl_share_setopt(share, CURLSHOPT_SHARE, data);
  }
  ~State() { curl_share_cleanup(share); }

  /// false: the coroutine was cancelled meanwhile.
  Task<bool> pass(detail::ConnectionGate& gate, detail::Exchange& exchange);

  detail::ConnectionGate& gate_to(std::string_view origin);

  detail::CurlMulti& multi;
  const HttpOptions& options;
  CURLSH* share;
  std::map<std::string, detail::ConnectionGate, std::less<>> gates;  // by origin
};

detail::ConnectionGate& HttpClient::State::gate_to(std::string_view origin) {
  const auto known = gates.find(origin);
  return known != gates.end() ? known->second : gates[std::string(origin)];
}

// All that waited go on together: where the connection turns out to be one for a single request at
// a time, each opens its own.
Task<bool> HttpClient::State::pass(detail::ConnectionGate& gate, detail::Exchange& exchange) {
  if (!gate.is_closed()) {
    exchange.close(gate);
    co_return true;
  }
  const auto latest = SteadyClock::now() + exchange.time_left().value_or(10'000h);
  const bool is_next = co_await gate.wait(multi.loop(), latest);
  if (is_next) exchange.close(gate);
  const auto cancellation = co_await boost::asio::this_coro::cancellation_state;
  if (cancellation.cancelled() != boost::asio::cancellation_type::none) co_return false;
  exchange.begin_late();
  co_return true;
}

HttpClient::HttpClient(detail::CurlMulti& multi, const HttpOptions& options)
    : state_(std::make_unique<State>(multi, checked(options))) {}
HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;

Task<Response> HttpClient::perform(const Request& request, const std::string& url) {
  detail::Exchange exchange(state_->multi, request, url, state_->options, state_->share);
  detail::ConnectionGate* gate = nullptr;
  if (exchange.may_share_connection()) {
    gate = &state_->gate_to(origin_of(url));
    const bool passed = co_await state_->pass(*gate, exchange);
    if (!passed) co_return exchange.give_up();
  }
  const auto latest = exchange.latest();
  CURLcode code = co_await state_->multi.perform(exchange.easy(), latest);
  while (exchange.goes_on(code)) code = co_await state_->multi.perform(exchange.easy(), latest);
  auto answer = exchange.finish();
  if (gate != nullptr && (answer.http_version == 10 || answer.http_version == 11)) gate->give_up();
  co_return answer;
}

std::unique_ptr<HttpStream> HttpClient::stream(Request request, std::string url,
                                               AnswerReader& reader) {
  auto state = std::make_unique<HttpStream::State>(
      state_->multi, std::move(request), std::move(url), state_->options, state_->share, reader);
  return std::unique_ptr<HttpStream>(new HttpStream(std::move(state)));
}

std::vector<Field> HttpClient::cookies() const {
  std::vector<Field> all;
  CURL* easy = curl_easy_init();
  curl_easy_setopt(easy, CURLOPT_SHARE, state_->share);
  curl_slist* lines = nullptr;
  if (curl_easy_getinfo(easy, CURLINFO_COOKIELIST, &lines) == CURLE_OK)
    for (const auto* line = lines; line != nullptr; line = line->next)
      all.push_back(cookie_in(line->data));
  curl_slist_free_all(lines);
  curl_easy_cleanup(easy);
  return all;
}

}  // namespace proofload
