// SPDX-License-Identifier: Apache-2.0
#pragma once

// A server-sent event, as a stream of type text/event-stream carries it (WHATWG HTML, section 9.2,
// "Server-sent events"). A value; belongs to who took it.

#include <string>

namespace proofload {

struct ServerSentEvent {
  std::string event = "message";  ///< its type
  std::string data{};             ///< its lines, with a line feed between them
  std::string id{};               ///< the last one that the stream gave: of this event or before it
};

}  // namespace proofload
