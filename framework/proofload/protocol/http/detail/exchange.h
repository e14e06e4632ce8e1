// SPDX-License-Identifier: Apache-2.0
#pragma once

// One request and its answer on one easy handle: sets it up, collects what comes, reads the timers.
// Lives in the coroutine of the transfer, on its worker's thread; gives the handle back at the end.

#include <proofload/protocol/http/http_client.h>

#include <curl/curl.h>

#include <chrono>

namespace proofload::detail {

class CurlMulti;

class Exchange {
 public:
  /// The request, the options and the share must outlive the exchange.
  Exchange(CurlMulti& multi, const Request& request, const std::string& url,
           const HttpOptions& options, CURLSH* share);
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  CURL* handle() const { return easy_; }

  /// The answer, once the transfer has ended.
  Response finish(CURLcode code, Duration service);

 private:
  static size_t take_header(char* data, size_t size, size_t count, void* self);
  static size_t take_body(char* data, size_t size, size_t count, void* self);
  static size_t give_body(char* data, size_t size, size_t count, void* self);
  static int rewind_body(void* self, curl_off_t offset, int origin);

  void set_method_and_body();
  void set_headers();
  bool sets_header(std::string_view name) const;
  void read_timings(HttpTimings& timings) const;

  CurlMulti& multi_;
  const Request& request_;
  const HttpOptions& options_;
  CURL* easy_;
  curl_slist* headers_ = nullptr;
  Response response_;
  std::size_t given_ = 0;  // bytes of the body handed to libcurl
  std::chrono::steady_clock::time_point started_;
  Duration last_given_{};  // when the last of them were, since the start
  bool too_large_ = false;
  char error_[CURL_ERROR_SIZE] = "";
};

}  // namespace proofload::detail
