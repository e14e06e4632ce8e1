// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/web_socket_exemplar.h>

#include <proofload/engine/detail/step_exemplar.h>

namespace proofload {

Exemplar WebSocketOrigin::handshake(const Response& answer) const {
  return exemplar_of(request, url, {}, answer);
}

Exemplar WebSocketOrigin::problem(std::string_view text) const {
  Response shown;
  shown.error_text = text;
  auto exemplar = exemplar_of(request, url, {}, shown);
  exemplar.phases.clear();
  return exemplar;
}

Exemplar WebSocketOrigin::message(std::uint64_t number, std::string_view answer,
                                  std::string_view problem) const {
  Response shown;
  shown.body = answer;
  shown.error_text = problem;
  auto exemplar = exemplar_of(request, url, {}, shown);
  exemplar.request += ", message " + std::to_string(number);
  exemplar.phases.clear();
  return exemplar;
}

}  // namespace proofload
