// SPDX-License-Identifier: Apache-2.0
#include "support/http_test_server.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <strings.h>

#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

namespace proofload::testing_support {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Socket = asio::ip::tcp::socket;
using Parser = http::request_parser<http::string_body>;

asio::ip::tcp::endpoint loopback_port(std::uint16_t port) {
  return {asio::ip::address_v4::loopback(), port};
}

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), b.size()) == 0;
}

ServedRequest served(const http::request<http::string_body>& request, std::size_t connection) {
  ServedRequest copy{std::string(request.method_string()),
                     std::string(request.target()),
                     {},
                     request.body(),
                     connection};
  for (const auto& field : request)
    copy.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
  return copy;
}

std::string text_of(const Reply& reply, bool with_body) {
  if (!reply.raw.empty()) return reply.raw;
  auto text = "HTTP/1.1 " + std::to_string(reply.status) + " Scripted\r\n";
  for (const auto& [name, value] : reply.headers) text += name + ": " + value + "\r\n";
  text += "Content-Length: " + std::to_string(reply.body.size()) + "\r\n\r\n";
  return with_body ? text + reply.body : text;
}

}  // namespace

struct HttpTestServer::State {
  State(Script plan, std::uint16_t wanted_port)
      : script(std::move(plan)),
        acceptor(std::in_place, *loop, loopback_port(wanted_port)),
        port(acceptor->local_endpoint().port()) {}

  asio::awaitable<void> accept();
  asio::awaitable<void> serve(Socket socket, std::size_t number);
  asio::awaitable<bool> answer(Socket& socket, const ServedRequest& request);

  Script script;
  std::optional<asio::io_context> loop{std::in_place, 1};
  std::optional<asio::ip::tcp::acceptor> acceptor;
  std::uint16_t port;
  std::atomic<std::size_t> accepted{0};
  std::atomic<std::size_t> open{0};
  mutable std::mutex mutex;
  std::vector<ServedRequest> requests;  // guarded by mutex
  std::thread thread;
};

asio::awaitable<void> HttpTestServer::State::accept() {
  for (;;) {
    Socket socket = co_await acceptor->async_accept(asio::use_awaitable);
    socket.set_option(asio::ip::tcp::no_delay(true));
    ++open;
    asio::co_spawn(*loop, serve(std::move(socket), accepted++), asio::detached);
  }
}

asio::awaitable<void> HttpTestServer::State::serve(Socket socket, std::size_t number) {
  boost::beast::flat_buffer buffer;
  bool keep = true;
  try {
    while (keep) {
      Parser parser;
      parser.body_limit(boost::none);
      co_await http::async_read(socket, buffer, parser, asio::use_awaitable);
      const auto request = served(parser.get(), number);
      keep = co_await answer(socket, request);
    }
  } catch (const boost::system::system_error&) {
    // The client went away.
  }
  --open;
}

asio::awaitable<bool> HttpTestServer::State::answer(Socket& socket, const ServedRequest& request) {
  {
    const std::lock_guard lock(mutex);
    requests.push_back(request);
  }
  const auto reply = script(request);
  if (reply.delay > Duration{}) {
    asio::steady_timer timer(*loop, reply.delay);
    co_await timer.async_wait(asio::use_awaitable);
  }
  if (!reply.mute) {
    const auto text = text_of(reply, request.method != "HEAD");
    co_await asio::async_write(socket, asio::buffer(text), asio::use_awaitable);
  }
  co_return !reply.close;
}

HttpTestServer::HttpTestServer(Script script, std::uint16_t port)
    : state_(std::make_unique<State>(std::move(script), port)) {
  asio::co_spawn(*state_->loop, state_->accept(), asio::detached);
  state_->thread = std::thread([state = state_.get()] { state->loop->run(); });
}

HttpTestServer::~HttpTestServer() { stop(); }

void HttpTestServer::stop() {
  if (!state_->thread.joinable()) return;
  state_->loop->stop();
  state_->thread.join();
  state_->acceptor.reset();
  state_->loop.reset();  // and with it every coroutine and its socket
  state_->open = 0;
}

std::string HttpTestServer::url() const {
  return "http://127.0.0.1:" + std::to_string(state_->port);
}

std::vector<ServedRequest> HttpTestServer::requests() const {
  const std::lock_guard lock(state_->mutex);
  return state_->requests;
}

std::size_t HttpTestServer::accepted() const { return state_->accepted; }
std::size_t HttpTestServer::open() const { return state_->open; }

std::string ServedRequest::header(std::string_view name) const {
  for (const auto& [own, value] : headers)
    if (same_name(own, name)) return value;
  return {};
}

std::size_t ServedRequest::count(std::string_view name) const {
  std::size_t found = 0;
  for (const auto& field : headers) found += same_name(field.first, name) ? 1 : 0;
  return found;
}

}  // namespace proofload::testing_support
