// SPDX-License-Identifier: Apache-2.0
#include "grpc/late_gateway.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <thread>

namespace proofload::testing_support {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

const auto loopback = asio::ip::address_v4::loopback();

asio::awaitable<void> relay(tcp::socket& from, tcp::socket& to) {
  std::array<char, 4096> bytes;
  for (;;) {
    const auto size = co_await from.async_read_some(asio::buffer(bytes), asio::use_awaitable);
    co_await asio::async_write(to, asio::buffer(bytes, size), asio::use_awaitable);
  }
}

asio::awaitable<void> pass_on(tcp::socket client, int server_port, Duration delay) {
  using namespace asio::experimental::awaitable_operators;
  asio::steady_timer timer(client.get_executor(), delay);
  co_await timer.async_wait(asio::use_awaitable);
  tcp::socket server(client.get_executor());
  const tcp::endpoint place(loopback, std::uint16_t(server_port));
  co_await server.async_connect(place, asio::use_awaitable);
  auto forth = relay(client, server);
  auto back = relay(server, client);
  co_await (std::move(forth) && std::move(back));
}

asio::awaitable<void> accept_all(tcp::acceptor& acceptor, int server_port, Duration delay) {
  for (;;) {
    auto client = co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(acceptor.get_executor(), pass_on(std::move(client), server_port, delay),
                   asio::detached);
  }
}

}  // namespace

struct LateGateway::State {
  asio::io_context loop{1};
  tcp::acceptor acceptor{loop, tcp::endpoint(loopback, 0)};
  std::thread thread{};
};

LateGateway::LateGateway(int server_port, Duration delay) : state_(std::make_unique<State>()) {
  asio::co_spawn(state_->loop, accept_all(state_->acceptor, server_port, delay), asio::detached);
  state_->thread = std::thread([this] { state_->loop.run(); });
}

LateGateway::~LateGateway() {
  state_->loop.stop();
  state_->thread.join();
}

std::string LateGateway::url() const {
  return "http://127.0.0.1:" + std::to_string(state_->acceptor.local_endpoint().port());
}

}  // namespace proofload::testing_support
