// SPDX-License-Identifier: Apache-2.0
#pragma once

// One user's HTTP client: it owns its connections, cookies and TLS sessions, as a real client does,
// so a thousand users hold a thousand connections at the server. Belongs to the user's worker and
// is used on its thread only; several requests at once are fine. What goes wrong on the way comes
// back as a Response with an error, never as an exception; a header that cannot be sent is a
// mistake of the author and throws UsageError.
//
// A request is sent once. Only where a connection that was kept alive turns out to be closed is it
// sent again, on a new one, and never a POST or PATCH: the service may have carried it out.
//
// Over HTTP/2 requests that are under way at once share one connection, for which the others wait
// while the first one opens it; over HTTP/1.1 each has one of its own.

#include <proofload/protocol/http/http_stream.h>
#include <proofload/protocol/http/http_version.h>
#include <proofload/protocol/http/request.h>
#include <proofload/protocol/http/response.h>
#include <proofload/protocol/task.h>

#include <memory>
#include <vector>

namespace proofload {

namespace detail {
class CurlMulti;
}

/// What holds for every request of a plan.
struct HttpOptions {
  Duration timeout = 30s;  ///< for one whole exchange; then it is an error of kind timeout
  Duration connect_timeout = 10s;
  std::vector<Field> headers{};  ///< sent with every request that does not set them itself
  ExpectedStatuses expected{};   ///< of every request that does not say so itself: 200 to 399
  std::string user_agent = "proofload";
  HttpVersion version = HttpVersion::negotiated;
  std::string proxy{};     ///< "http://host:port"; empty: none, whatever the environment says
  bool verify_tls = true;  ///< false accepts any certificate: say so in the test's own text
  std::string ca_file{};   ///< PEM; who is trusted instead of whom the system trusts
  std::string client_certificate{};  ///< PEM file; shown to a server that asks for it
  std::string client_key{};          ///< PEM file; empty: the key is in the certificate's file

  /// Bytes, unpacked; a longer answer is an error of kind too_large. So is a header over 256 KiB.
  std::int64_t max_body = 64 << 20;
};

/// Everything in them that cannot be, on this machine: a version of HTTP that the installed libcurl
/// does not speak. One sentence each; empty when requests can be sent.
std::vector<std::string> problems(const HttpOptions& options);

class HttpClient {
 public:
  /// Throws UsageError where the options have problems().
  HttpClient(detail::CurlMulti& multi, const HttpOptions& options);
  ~HttpClient();
  HttpClient(HttpClient&&) noexcept;

  /// Plays one exchange. url is where request.route leads.
  Task<Response> perform(const Request& request, const std::string& url);

  /// Begins an exchange whose answer is read while it arrives. It has no limit of time but
  /// connect_timeout, unless the request itself has a timeout. The reader must outlive it. It waits
  /// for nobody's connection: it shares one that is open, or opens its own.
  std::unique_ptr<HttpStream> stream(Request request, std::string url, AnswerReader& reader);

  /// The cookies that it keeps and sends back by itself, by name and value.
  std::vector<Field> cookies() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proofload
