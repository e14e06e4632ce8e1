// SPDX-License-Identifier: Apache-2.0

// echo_service PORT: answers every request with its body, /missing with 404, and /mirror with 500
// and all that the request held: line, headers and body in the body, cookies and credentials in
// headers too; /metrics is a page for Prometheus. Ends by signal.

#include <support/http_test_server.h>

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

using namespace proofload::testing_support;

namespace {

Reply mirrored(const ServedRequest& request) {
  Reply reply{.status = 500, .body = request.method + " " + request.target + "\n"};
  for (const auto& [name, value] : request.headers) {
    reply.body += name + ": " + value + "\n";
    reply.headers.emplace_back("X-Received-" + name, value);
  }
  reply.body += request.body;
  reply.headers.emplace_back("Set-Cookie", "visit=basilisk-of-the-service");
  return reply;
}

Reply answer(const ServedRequest& request) {
  if (request.target == "/missing") return {.status = 404};
  if (request.target.starts_with("/mirror")) return mirrored(request);
  if (request.target == "/metrics") return {.body = "echo_depth{queue=\"in\"} 3\n"};
  return {.body = request.body};
}

}  // namespace

int main(int, char** arguments) {
  const HttpTestServer server(answer, static_cast<std::uint16_t>(std::atoi(arguments[1])));
  std::printf("echoing at %s\n", server.url().c_str());
  std::fflush(stdout);
  for (;;) pause();
}
