// SPDX-License-Identifier: Apache-2.0
#pragma once

// What came back, or why nothing did. A value; belongs to the journey that asked.

#include <proofload/protocol/error_kind.h>
#include <proofload/protocol/json.h>
#include <proofload/protocol/pattern.h>
#include <proofload/units/duration.h>

#include <iosfwd>
#include <optional>

namespace proofload {

/// The phases of one exchange, as k6 defines them, and the name lookup. Those of a new connection
/// are libcurl's, in microseconds.
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

  bool expected = false;  ///< the status is one that the request, or else the plan, expects

  /// An answer came, and its status is expected. Where redirects were followed, it is the last one.
  bool ok() const { return status != 0 && expected; }

  // What a later request needs is asked for in one of two ways: where it is missing, one gives
  // nothing, and the other throws MissingValue, which ends the iteration and is counted.

  /// The value of a header, whatever the case of its name.
  std::optional<std::string> header(std::string_view name) const;
  std::string required_header(std::string_view name) const;

  /// The value of a cookie that this answer sets: the last one, if it does so more than once. The
  /// client keeps cookies and sends them back by itself, also those set on the way here.
  std::optional<std::string> cookie(std::string_view name) const;
  std::string required_cookie(std::string_view name) const;

  /// The group of the first match in the body; 0 is the whole match.
  std::optional<std::string> find(const Pattern& pattern, int group = 1) const;
  std::string capture(const Pattern& pattern, int group = 1) const;

  /// The group of every match in the body, of 1,000 at most.
  std::vector<std::string> find_all(const Pattern& pattern, int group = 1) const;

  /// The body as JSON, and a value in it. Throw MissingValue.
  const Json& json() const;
  Json at(std::string_view pointer) const { return json().at(pointer); }

 private:
  mutable std::optional<Json> json_;
};

/// "status 404, 15 B in 1.2 ms" or "connection_refused after 0.3 ms": never the content, which may
/// hold secrets.
std::ostream& operator<<(std::ostream& out, const Response& response);

}  // namespace proofload
