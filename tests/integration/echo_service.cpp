// SPDX-License-Identifier: Apache-2.0

// echo_service PORT: answers every request with its body, and /missing with 404. Ends by signal.

#include <support/http_test_server.h>

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

using namespace proofload::testing_support;

namespace {

Reply answer(const ServedRequest& request) {
  if (request.target == "/missing") return {.status = 404};
  return {.body = request.body};
}

}  // namespace

int main(int, char** arguments) {
  const HttpTestServer server(answer, static_cast<std::uint16_t>(std::atoi(arguments[1])));
  std::printf("echoing at %s\n", server.url().c_str());
  std::fflush(stdout);
  for (;;) pause();
}
