// SPDX-License-Identifier: Apache-2.0
#pragma once

// One request and its answer: takes an easy handle and sets it up, collects what comes, reads the
// timers. Lives in the coroutine of the transfer, on its worker's thread; gives the handle back at
// the end.

#include <proofload/base/clock.h>
#include <proofload/protocol/http/http_client.h>

#include <curl/curl.h>

#include <memory>
#include <string_view>

namespace proofload::detail {

class CurlHandle;
class CurlMulti;

class Exchange {
 public:
  /// Starts the clock. The request, the options and the share must outlive the exchange.
  Exchange(CurlMulti& multi, const Request& request, const std::string& url,
           const HttpOptions& options, CURLSH* share);
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  CURL* easy() const;
  const Request& request() const { return request_; }

  /// The answer, once the transfer has ended.
  Response finish(CURLcode code);

  /// For the handle, while the transfer is under way.
  void take_header(std::string_view line);
  bool take_body(std::string_view bytes);                ///< false: it is too much
  std::size_t give_body(char* place, std::size_t room);  ///< how much was given
  bool rewind_body(std::size_t offset);                  ///< false: there is no such offset

 private:
  void read_timings(HttpTimings& timings) const;

  const SteadyClock::time_point started_ = SteadyClock::now();
  CurlMulti& multi_;
  const Request& request_;
  const HttpOptions& options_;
  std::unique_ptr<CurlHandle> handle_;
  Response response_;
  std::size_t given_ = 0;  // bytes of the body handed to libcurl
  Duration last_given_{};  // when the last of them were, since the start
  bool too_large_ = false;
};

}  // namespace proofload::detail
