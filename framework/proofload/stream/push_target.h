// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where pushes go, and how patiently. Values.

#include <proofload/stream/stream_url.h>
#include <proofload/units/duration.h>

#include <cstddef>
#include <string>
#include <vector>

namespace proofload {

struct PushTarget {
  std::string name;  ///< "prometheus", for messages
  StreamUrl url;     ///< every push is a POST to it

  /// Headers of every push: "Content-Type: text/plain".
  std::vector<std::string> headers{};

  /// POSTed to without a body before the first push, until it is answered, whatever the answer;
  /// empty: nothing is.
  std::string opening_url{};
};

struct PushLimits {
  std::size_t memory = 16 * 1024 * 1024;  ///< of what waits; the oldest is dropped
  Duration connect_timeout = 2s;
  Duration timeout = 5s;         ///< of one try, from the beginning to the end of the answer
  Duration first_pause = 200ms;  ///< before the second try; each further one is twice as long
  Duration longest_pause = 5s;
  int most_tries = 10;  ///< that are answered 5xx; a server that does not answer is tried on and on
  Duration drain = 5s;  ///< at the end of the run, for all that still waits
};

}  // namespace proofload
