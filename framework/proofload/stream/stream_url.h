// SPDX-License-Identifier: Apache-2.0
#pragma once

// The address of a database that a run is streamed to, taken apart. User and password are secrets:
// they are never part of an address, nor of an error. Values; pure functions.

#include <proofload/base/result.h>

#include <string>
#include <string_view>

namespace proofload {

struct StreamUrl {
  std::string base;       ///< "http://127.0.0.1:9090": scheme, host and port
  std::string path;       ///< "/api/v1/write"; "/" where there is none
  std::string query;      ///< what stands after "?", as it was given
  std::string user;       ///< of http://user:password@host, decoded; empty where there is none
  std::string password;   ///< the same
  bool loopback = false;  ///< the host is this machine: no proxy stands between

  /// The address for people: without user, password and query.
  std::string shown() const { return base + path; }
};

/// Reads an address with the scheme http or https. The error says what is wrong with it without
/// repeating it.
Result<StreamUrl> parse_stream_url(std::string_view text);

}  // namespace proofload
