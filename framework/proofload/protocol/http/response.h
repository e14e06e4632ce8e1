// SPDX-License-Identifier: Apache-2.0
#pragma once

// What came back, or why nothing did. A value; belongs to the journey that asked.

#include <proofload/protocol/error_kind.h>
#include <proofload/protocol/json.h>
#include <proofload/units/duration.h>

#include <iosfwd>
#include <optional>

namespace proofload {

/// The phases of one exchange, as k6 defines them, and the name lookup. libcurl gives microseconds.
/// Where redirects were followed, each is the sum over all of them.
struct HttpTimings {
  Duration blocked{};     ///< until the request could be sent: lookup, connect and TLS included
  Duration looking_up{};  ///< name lookup
  Duration connecting{};  ///< TCP connect
  Duration tls_handshaking{};
  Duration sending{};    ///< until the last byte of the request was handed to the kernel
  Duration waiting{};    ///< until the first byte of the answer
  Duration receiving{};  ///< until the last byte of the answer

  /// k6's http_req_duration.
  Duration duration() const { return sending + waiting + receiving; }
};

class Response {
 public:
  int status = 0;  ///< 0 where there was no complete answer
  std::string body;
  std::string header_lines;  ///< the header as it came, of the last answer in a chain of redirects
  ErrorKind error = ErrorKind::none;
  std::string error_text;  ///< for people; empty without an error
  HttpTimings timings;
  Duration service{};  ///< from the actual start to the end
  std::int64_t bytes_sent = 0;
  std::int64_t bytes_received = 0;
  int http_version = 0;  ///< 10, 11, 20, 30; 0 without an answer
  int redirects = 0;     ///< followed on the way; time and bytes include them

  /// An answer came, with a status from 200 to 399.
  bool ok() const { return status >= 200 && status < 400; }

  /// The value of a header, whatever the case of its name; nothing where it is missing.
  std::optional<std::string> header(std::string_view name) const;

  /// The body as JSON, and a value in it. Throw MissingValue, which ends the iteration.
  const Json& json() const;
  Json at(std::string_view pointer) const { return json().at(pointer); }

 private:
  mutable std::optional<Json> json_;
};

/// "status 404, 15 B in 1.2 ms" or "connection_refused after 0.3 ms": never the content, which may
/// hold secrets.
std::ostream& operator<<(std::ostream& out, const Response& response);

}  // namespace proofload
