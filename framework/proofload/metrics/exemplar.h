// SPDX-License-Identifier: Apache-2.0
#pragma once

// One step that is worth looking at by itself: among the slowest of a run, or one that failed. What
// the service sent is as it came, but cut off, without the values of headers that carry secrets,
// and must be escaped before it is shown. A value.

#include <proofload/units/duration.h>

#include <string>
#include <utility>
#include <vector>

namespace proofload {

struct Exemplar {
  std::string scenario;  ///< empty in a run of one scenario without a name
  std::string step;      ///< "GET /schemas/{id}"
  std::string request;   ///< what was asked: "GET http://127.0.0.1:8080/schemas/7"
  Duration planned{};    ///< of the step, since the start of the run
  Duration response{};   ///< from its planned start
  Duration service{};    ///< from its actual start
  bool failed = false;
  int status = 0;          ///< of HTTP; 0 without a complete answer
  std::string error;       ///< kind of error: "timeout"; empty where there was an answer
  std::string error_text;  ///< of the library, for people

  /// Phases of the exchange, by k6's names without their prefix: "looking_up", "connecting",
  /// "tls_handshaking", "sending", "waiting", "receiving".
  std::vector<std::pair<std::string, Duration>> phases;

  std::vector<std::pair<std::string, std::string>> headers;  ///< of the answer
  std::string body;                                          ///< the first bytes of the answer
  std::size_t body_size = 0;                                 ///< all of them

  /// The generator's share of the delay.
  Duration lateness() const { return response - service; }
};

}  // namespace proofload
