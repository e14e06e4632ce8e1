// SPDX-License-Identifier: Apache-2.0
#pragma once

// A small HTTP/1.1 server for tests, on a free port of the loopback interface. A script says what
// each request is answered with, and how the server misbehaves. It lives on a thread of its own,
// which is where the script is called; everything else may be called from any thread. The
// destructor closes all connections.

#include <proofload/protocol/http/request.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace proofload::testing_support {

/// A request as it arrived.
struct ServedRequest {
  std::string method;
  std::string target;
  std::vector<Field> headers;
  std::string body;
  std::size_t connection = 0;  ///< number of the connection it came on, from 0

  /// The value of a header, empty where it is missing; and how often it was sent.
  std::string header(std::string_view name) const;
  std::size_t count(std::string_view name) const;
};

/// What a request is answered with.
struct Reply {
  int status = 200;
  std::string body{};
  std::vector<Field> headers{};
  std::string raw{};   ///< not empty: sent as it is, instead of all above
  Duration delay{};    ///< before the answer
  bool close = false;  ///< afterwards; with mute, instead of an answer
  bool mute = false;   ///< sends nothing
};

class HttpTestServer {
 public:
  using Script = std::function<Reply(const ServedRequest&)>;

  /// port 0: a free one.
  explicit HttpTestServer(Script script, std::uint16_t port = 0);
  ~HttpTestServer();
  HttpTestServer(const HttpTestServer&) = delete;
  HttpTestServer& operator=(const HttpTestServer&) = delete;

  /// "http://127.0.0.1:40123".
  std::string url() const;

  /// All requests so far.
  std::vector<ServedRequest> requests() const;

  /// Connections accepted so far, and how many of them are open.
  std::size_t accepted() const;
  std::size_t open() const;

  /// Closes everything at once, in the middle of answers too.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proofload::testing_support
