// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/websocket/detail/web_socket_link.h>

#include <proofload/protocol/websocket/detail/beast_link.h>
#include <proofload/protocol/websocket/detail/tls_context.h>

namespace proofload::detail {

Result<std::shared_ptr<WebSocketLink>> make_web_socket_link(boost::asio::io_context& loop,
                                                            const WebSocketSettings& settings,
                                                            bool is_tls) {
  using Link = std::shared_ptr<WebSocketLink>;
  if (!is_tls) return Link(std::make_shared<BeastLink<PlainStream>>(loop, settings));
  auto context = shared_tls_context(settings);
  if (!context) return Error{context.error()};
  return Link(std::make_shared<BeastLink<TlsStream>>(loop, settings, std::move(context).value()));
}

}  // namespace proofload::detail
