// SPDX-License-Identifier: Apache-2.0
#pragma once

// What stands behind an HttpStream: one exchange, and the transfer of it that is under way.

#include <proofload/protocol/http/detail/curl_multi.h>
#include <proofload/protocol/http/detail/exchange.h>
#include <proofload/protocol/http/http_stream.h>

namespace proofload {

struct HttpStream::State {
  /// Begins the exchange.
  State(detail::CurlMulti& loop, Request to_send, std::string to, const HttpOptions& options,
        CURLSH* share, AnswerReader& its_reader);
  ~State();
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void start();
  void stop();
  void transfer_ended(CURLcode code);

  detail::CurlMulti& multi;
  const Request request;
  const std::string url;
  AnswerReader& reader;
  detail::Exchange exchange;
  detail::CurlMulti::Transfer* transfer = nullptr;  // null: none is under way
};

}  // namespace proofload
