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

class ConnectionGate;
class CurlHandle;
class CurlMulti;

class Exchange {
 public:
  /// Starts the clock. What is referred to must outlive the exchange. reader: takes the answer
  /// while it arrives; null: nobody does.
  Exchange(CurlMulti& multi, const Request& request, const std::string& url,
           const HttpOptions& options, CURLSH* share, AnswerReader* reader = nullptr);
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  CURL* easy() const;

  /// What is sent now, which a redirect may have turned into a GET.
  const Request& request() const { return redirected_ ? *redirected_ : request_; }

  /// When it must have ended, and how long the present transfer may take: nothing where that has no
  /// limit.
  std::optional<SteadyClock::time_point> latest() const;
  std::optional<Duration> time_left() const;

  /// Whether it may share a connection with others that are under way.
  bool may_share_connection() const;

  /// Closes the gate until its connection is there, or it has ended.
  void close(ConnectionGate& gate);

  /// Begins only now, after it has waited for another one's connection; or will never do so,
  /// because the coroutine was cancelled.
  void begin_late();
  Response give_up();

  /// Over a connection that speaks HTTP/2 already: see may_send().
  bool on_open_http2() const { return on_open_http2_; }

  /// Takes note of a transfer that has ended. true: the handle is set up for one more.
  bool goes_on(CURLcode code);

  /// The answer, once it does not go on.
  Response finish();

  /// What there is of it, where the transfer was taken out in the middle.
  Response cut();

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
  bool speaks_no_http2(CURLcode code) const;
  bool was_closed_unanswered(CURLcode code) const;
  bool take_status_line(std::string_view line);
  void show_header();
  void judge();
  bool refuse(ErrorKind kind, const char* text);
  bool is_repeatable() const;
  void open_gate();
  bool is_prepared_for_connection() const;
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
  AnswerReader* reader_;
  ConnectionGate* gate_ = nullptr;  // that it has closed
  bool reader_takes_body_ = false;
  std::unique_ptr<CurlHandle> handle_;
  Response response_;
  bool on_open_http2_ = false;
  bool misprepared_ = false;  // the transfer was ended before anything was sent
  std::optional<Request> redirected_;
  std::optional<std::string> next_url_;  // where a redirect led
  int sent_ = 0;                         // how often libcurl sent it
  std::size_t given_ = 0;                // bytes of the body handed to libcurl
  Duration last_given_{};                // when the last of them were, since the transfer started
  std::optional<Duration> ready_;        // when the request could be sent, since then
  std::optional<Duration> first_byte_;   // of the answer
};

}  // namespace proofload::detail
