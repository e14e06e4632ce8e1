// SPDX-License-Identifier: Apache-2.0
#pragma once

// One request and its answer: takes an easy handle and sets it up, collects what comes, reads the
// timers, follows redirects, each with a transfer of its own. Lives in the coroutine of the
// transfers, on its worker's thread; gives the handle back at the end.

#include <proofload/base/clock.h>
#include <proofload/protocol/http/http_client.h>

#include <curl/curl.h>

#include <memory>
#include <optional>
#include <string_view>

namespace proofload::detail {

class CurlHandle;
class CurlMulti;

class Exchange {
 public:
  /// Starts the clock. What is referred to must outlive the exchange.
  Exchange(CurlMulti& multi, const Request& request, const std::string& url,
           const HttpOptions& options, CURLSH* share);
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  CURL* easy() const;

  /// What is sent now, which a redirect may have turned into a GET, and how long it may take.
  const Request& request() const { return redirected_ ? *redirected_ : request_; }
  Duration time_left() const;

  /// Takes note of a transfer that has ended. true: the handle is set up for one more.
  bool goes_on(CURLcode code);

  /// The answer, once it does not go on.
  Response finish();

  /// For the handle, while the transfer is under way.
  bool may_send();                                       ///< false: it was sent already
  bool take_header(std::string_view line);               ///< false: it is too much
  bool take_body(std::string_view bytes);                ///< false: it is too much
  std::size_t give_body(char* place, std::size_t room);  ///< how much was given
  bool rewind_body(std::size_t offset);                  ///< false: there is no such offset

 private:
  void add_timings(HttpTimings& timings) const;
  void add_up();
  void note_error(CURLcode code);
  bool refuse(ErrorKind kind, const char* text);
  bool is_repeatable() const;
  bool begins_again(CURLcode code);
  bool follow();
  void prepare_next(const std::string& url, long status);
  void prepare_transfer();

  Duration since_start() const { return SteadyClock::now() - transfer_started_; }

  const SteadyClock::time_point started_ = SteadyClock::now();
  SteadyClock::time_point transfer_started_ = started_;
  CurlMulti& multi_;
  const Request& request_;
  const std::string& url_;
  const HttpOptions& options_;
  CURLSH* share_;
  std::unique_ptr<CurlHandle> handle_;
  Response response_;
  std::optional<Request> redirected_;
  std::optional<std::string> next_url_;  // where a redirect led
  int sent_ = 0;                         // how often libcurl sent it
  std::size_t given_ = 0;                // bytes of the body handed to libcurl
  Duration last_given_{};                // when the last of them were, since the transfer started
  std::optional<Duration> ready_;        // when the request could be sent, since then
  std::optional<Duration> first_byte_;   // of the answer
};

}  // namespace proofload::detail
