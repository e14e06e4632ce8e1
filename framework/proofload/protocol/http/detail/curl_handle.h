// SPDX-License-Identifier: Apache-2.0
#pragma once

// An easy handle that serves one exchange after another. What they have in common is set once; what
// differs is compared with what was set last, since setting and resetting options costs libcurl a
// third of a small transfer. Of a user nothing stays in it: cookies, connections and TLS sessions
// live in the share, which is attached for one exchange only.
// Owned by the multi handle's pool or by the exchange it serves; used on their thread.

#include <proofload/protocol/http/http_client.h>

#include <curl/curl.h>

#include <optional>
#include <string>

namespace proofload::detail {

class CurlMulti;
class Exchange;

class CurlHandle {
 public:
  explicit CurlHandle(CurlMulti& multi);
  ~CurlHandle();
  CurlHandle(const CurlHandle&) = delete;
  CurlHandle& operator=(const CurlHandle&) = delete;

  CURL* easy() const { return easy_; }

  /// libcurl's own words about what went wrong; may be empty.
  const char* error_text() const { return error_; }

  /// Sets up an exchange. It, its request and the share must live until clear().
  void prepare(Exchange& exchange, const std::string& url, const HttpOptions& options,
               CURLSH* share);

  /// Detaches what belongs to the exchange.
  void clear();

 private:
  enum class Shape { get, head, post };  // what libcurl takes a request for, whatever its method

  void set_constants();
  void set_url(const std::string& url);
  void set_method(const Request& request);
  void set_body(const std::string& body);
  void set_headers(const Request& request, const HttpOptions& options);
  void set_timeouts(std::optional<Duration> time_left, const HttpOptions& options);
  void set_version(const std::string& url, HttpVersion version, bool on_open_http2);
  void set_proxy(const HttpOptions& options);
  void set_tls(const HttpOptions& options);
  void set_trusted(const std::string& ca_file);
  void set(CURLoption option, long& last, long value);
  void set(CURLoption option, std::string& last, const std::string& value);

  CURL* easy_;
  Exchange* exchange_ = nullptr;

  // What was set last.
  CURLU* parsed_;
  std::string url_;
  Shape shape_ = Shape::get;
  std::string custom_method_;
  std::string header_lines_;  // each with a zero byte behind it
  std::string wanted_lines_;  // kept for its memory
  curl_slist* headers_ = nullptr;
  long timeout_ = 0;
  long connect_timeout_ = 300'000;
  long version_ = CURL_HTTP_VERSION_NONE;
  long verify_peer_ = 1;
  long verify_host_ = 2;
  std::string proxy_;
  std::string ca_file_;
  std::string client_certificate_;
  std::string client_key_;

  char error_[CURL_ERROR_SIZE] = "";
};

}  // namespace proofload::detail
