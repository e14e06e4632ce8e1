// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/http_client.h>

#include <proofload/protocol/http/detail/curl_multi.h>
#include <proofload/protocol/http/detail/exchange.h>

#include <curl/curl.h>

namespace proofload {

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

}  // namespace proofload
