// SPDX-License-Identifier: Apache-2.0
#pragma once

// Who takes an answer while it arrives. Belongs to who made it and must outlive the exchange; is
// called on the worker's thread.

#include <proofload/base/clock.h>
#include <proofload/protocol/http/response.h>

#include <string_view>

namespace proofload {

class AnswerReader {
 public:
  virtual ~AnswerReader() = default;

  // These two are called in the middle of the exchange: they must neither throw nor begin or end
  // one, this one included.

  /// The header has come: status, header_lines and http_version are known. sent: when the sending
  /// of the request began. true: the body goes to take_body(); false: into Response::body.
  virtual bool take_header(const Response& header, SteadyClock::time_point sent) = 0;

  /// The next bytes of the body, unpacked, and when they came out of the socket. Anything but none
  /// ends the exchange with this error.
  virtual ErrorKind take_body(std::string_view bytes, SteadyClock::time_point arrived) = 0;

  /// The exchange has ended. Here the next one may be begun.
  virtual void end(Response answer) = 0;
};

}  // namespace proofload
