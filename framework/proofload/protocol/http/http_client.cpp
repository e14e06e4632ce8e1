// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/http_client.h>

#include <proofload/protocol/http/detail/curl_multi.h>
#include <proofload/protocol/http/detail/exchange.h>

#include <curl/curl.h>

#include <string_view>

namespace proofload {
namespace {

// A line of a cookie file: fields between tabs, the last two of them name and value.
Field cookie_in(std::string_view line) {
  const auto value = line.rfind('\t');
  if (value == line.npos || value == 0) return {};
  const auto name = line.rfind('\t', value - 1) + 1;
  return {std::string(line.substr(name, value - name)), std::string(line.substr(value + 1))};
}

}  // namespace

struct HttpClient::State {
  State(detail::CurlMulti& loop, const HttpOptions& plan) : multi(loop), options(plan) {
    share = curl_share_init();
    for (const auto data :
         {CURL_LOCK_DATA_CONNECT, CURL_LOCK_DATA_COOKIE, CURL_LOCK_DATA_SSL_SESSION})
      curl_share_setopt(share, CURLSHOPT_SHARE, data);
  }
  ~State() { curl_share_cleanup(share); }

  detail::CurlMulti& multi;
  const HttpOptions& options;
  CURLSH* share;
};

HttpClient::HttpClient(detail::CurlMulti& multi, const HttpOptions& options)
    : state_(std::make_unique<State>(multi, options)) {}
HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;

Task<Response> HttpClient::perform(const Request& request, const std::string& url) {
  detail::Exchange exchange(state_->multi, request, url, state_->options, state_->share);
  CURLcode code = co_await state_->multi.perform(exchange.easy());
  while (exchange.goes_on(code)) code = co_await state_->multi.perform(exchange.easy());
  co_return exchange.finish();
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
