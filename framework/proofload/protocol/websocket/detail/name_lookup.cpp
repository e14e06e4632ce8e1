// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/websocket/detail/name_lookup.h>

#include <proofload/protocol/websocket/detail/waiter.h>

#include <cstdlib>
#include <memory>

namespace proofload::detail {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

// Shared with the answer, which may come when nobody waits any more.
struct Lookup {
  explicit Lookup(asio::io_context& loop) : resolver(loop) {}
  tcp::resolver resolver;
  FoundAddresses found{};
  Waiter* waiter = nullptr;
};

void begin(const std::shared_ptr<Lookup>& lookup, const WebSocketUrl& url) {
  const auto answered = [lookup](const boost::system::error_code& error,
                                 const tcp::resolver::results_type& results) {
    lookup->found.error = error;
    for (const auto& entry : results) lookup->found.endpoints.push_back(entry.endpoint());
    if (lookup->waiter != nullptr) lookup->waiter->wake();
  };
  lookup->resolver.async_resolve(url.host, url.port, tcp::resolver::numeric_service, answered);
}

}  // namespace

Task<FoundAddresses> look_up(asio::io_context& loop, const WebSocketUrl& url, Duration patience) {
  boost::system::error_code error;
  const auto address = asio::ip::make_address(url.host, error);
  FoundAddresses found;
  if (!error) {
    found.endpoints.emplace_back(address, std::uint16_t(std::atoi(url.port.c_str())));
    co_return found;
  }
  const auto lookup = std::make_shared<Lookup>(loop);
  Waiter waiter(loop);
  const std::unique_ptr<Lookup, void (*)(Lookup*)> waiting(
      lookup.get(), [](Lookup* one) { one->waiter = nullptr; });
  lookup->waiter = &waiter;
  begin(lookup, url);
  try {
    const bool is_answered = co_await waiter.wait(patience);
    if (is_answered) co_return std::move(lookup->found);
    found.error = asio::error::timed_out;
  } catch (const boost::system::system_error& cut_off) {
    found.error = cut_off.code();
  }
  co_return found;
}

}  // namespace proofload::detail
