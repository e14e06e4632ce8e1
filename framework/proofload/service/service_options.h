// SPDX-License-Identifier: Apache-2.0
#pragma once

// How a service under test is started, known to be ready, and stopped. An aggregate: set what
// differs. ServiceProcess reads it.

#include <proofload/units/duration.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace proofload {

struct ServiceOptions {
  std::string name{};                    ///< for messages; empty: the file name of the program
  std::string program{};                 ///< a path, or a name that is looked up in PATH
  std::vector<std::string> arguments{};  ///< "{port}" stands for the port

  /// Added to our own environment, replacing what has the same name. "{port}" stands for the port.
  /// Values are secrets: no message contains one.
  std::vector<std::pair<std::string, std::string>> environment{};

  std::string working_directory{};     ///< empty: ours
  std::uint16_t port = 0;              ///< on 127.0.0.1; 0: a free one is chosen
  std::string ready_path = "/health";  ///< GET until it answers 2xx; empty: accepting connections
                                       ///< is enough, as for a service that speaks only HTTP/2
  Duration ready_within = 10s;
  Duration stop_within = 5s;  ///< between being asked to stop (SIGTERM) and being killed

  /// Receives what the service prints, to either stream. Replaced by every start, read where it is
  /// a regular file, and kept. Empty: a temporary file, removed with the process.
  std::string log_file{};
};

/// Everything that keeps a service from being started so, one sentence each.
std::vector<std::string> problems(const ServiceOptions& options);

}  // namespace proofload
