// SPDX-License-Identifier: Apache-2.0
#pragma once

// One user's HTTP client: it owns its connections, cookies and TLS sessions, as a real client does,
// so a thousand users hold a thousand connections at the server. Belongs to the user's worker and
// is used on its thread only; several requests at once are fine. What goes wrong on the way comes
// back as a Response with an error, never as an exception.

#include <proofload/protocol/http/request.h>
#include <proofload/protocol/http/response.h>
#include <proofload/protocol/task.h>

#include <memory>

namespace proofload {

namespace detail {
class CurlMulti;
}

/// What holds for every request of a plan.
struct HttpOptions {
  Duration timeout = 30s;  ///< for one whole exchange; then it is an error of kind timeout
  Duration connect_timeout = 10s;
  std::vector<Field> headers;  ///< sent with every request that does not set them itself
  std::string user_agent = "proofload";
  bool verify_tls = true;  ///< false accepts any certificate: say so in the test's own text
  std::int64_t max_body = 64 << 20;  ///< bytes; a longer answer is an error of kind too_large
};

class HttpClient {
 public:
  HttpClient(detail::CurlMulti& multi, const HttpOptions& options);
  ~HttpClient();
  HttpClient(HttpClient&&) noexcept;

  /// Plays one exchange. url is where request.route leads.
  Task<Response> perform(const Request& request, const std::string& url);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proofload
