// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/web_socket_handshake.h>

#include <proofload/base/usage_error.h>
#include <proofload/engine/detail/user_state.h>
#include <proofload/protocol/http/route.h>

namespace proofload {
namespace {

std::string as_web_socket(const std::string& url) {
  return url.starts_with("http") ? "ws" + url.substr(4) : url;
}

std::string cookie_line(const HttpClient& client) {
  std::string line;
  for (const auto& [name, value] : client.cookies())
    line += (line.empty() ? "" : "; ") + name + "=" + value;
  return line;
}

// What stands nearer to the call comes first; a header is not sent twice.
std::vector<Field> headers_of(const UserState& user, const WebSocketOptions& options,
                              const std::string& url) {
  auto headers = options.headers;
  const auto add = [&](const Field& field) {
    if (find_header(headers, field.first) == nullptr) headers.push_back(field);
  };
  for (const auto& field : user.headers) add(field);
  for (const auto& field : user.scenario.http.headers) add(field);
  add({"User-Agent", user.scenario.http.user_agent});
  const auto cookies = cookie_line(user.client);
  if (!cookies.empty() && same_origin(url, user.context.target)) add({"Cookie", cookies});
  for (const auto& [name, value] : headers) check_header(name, value);
  return headers;
}

WebSocketSettings settings_of(const UserState& user, const WebSocketOptions& options) {
  const auto& http = user.scenario.http;
  return {.connect_timeout = http.connect_timeout,
          .timeout = options.timeout > Duration{} ? options.timeout : http.timeout,
          .send_timeout = http.timeout,
          .max_message = options.max_message,
          .verify_tls = http.verify_tls,
          .ca_file = http.ca_file,
          .client_certificate = http.client_certificate,
          .client_key = http.client_key,
          .connections = user.context.connections};
}

}  // namespace

std::string web_socket_step(std::string_view route) {
  return "WS " + std::string(route.substr(0, route.find('?')));
}

WebSocketOpening opening_of(const UserState& user, const WebSocketOptions& options,
                            std::string route, std::vector<std::string> arguments) {
  if (!user.scenario.http.proxy.empty())
    throw UsageError("a WebSocket does not go through a proxy: leave it out of the plan");
  WebSocketOpening opening;
  auto& request = opening.origin.request;
  request.method = "WS";
  request.route = as_http(route);  // filled in as those of requests are
  request.arguments = std::move(arguments);
  const auto url = url_of(request, user.context.target);
  if (!url) throw UsageError(url.error());
  const auto parsed = parse_web_socket_url(url.value());
  if (!parsed)
    throw UsageError("the route \"" + request.route + "\" leads nowhere: " + parsed.error());
  request.headers = headers_of(user, options, url.value());
  opening.origin.url = as_web_socket(url.value());
  opening.url = parsed.value();
  opening.handshake.headers = request.headers;
  opening.handshake.subprotocols = options.subprotocols;
  opening.settings = settings_of(user, options);
  return opening;
}

}  // namespace proofload
