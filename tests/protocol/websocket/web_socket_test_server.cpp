// SPDX-License-Identifier: Apache-2.0
#include "protocol/websocket/web_socket_test_server.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>

#include <sys/socket.h>

#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace proofload::testing_support {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
namespace ssl = asio::ssl;
namespace websocket = boost::beast::websocket;
using Code = boost::system::error_code;
using Tcp = asio::ip::tcp::socket;
using Request = http::request<http::empty_body>;

template <class Stream>
class ServedOn : public ServedSocket {
 public:
  template <class... Arguments>
  explicit ServedOn(Arguments&&... arguments) : stream_(std::forward<Arguments>(arguments)...) {}

  bool accept(const WebSocketServerOptions& options) {
    boost::beast::flat_buffer buffer;
    Code error;
    http::read(stream_.next_layer(), buffer, request_, error);
    if (!options.raw_answer.empty()) {
      write_raw(options.raw_answer);
      return false;
    }
    if (error || options.is_mute) return wait_for_the_end();
    const auto decorator = [&](websocket::response_type& answer) {
      if (!options.subprotocol.empty()) answer.set("Sec-WebSocket-Protocol", options.subprotocol);
    };
    stream_.set_option(websocket::stream_base::decorator(decorator));
    stream_.accept(request_, error);
    return !error;
  }

  std::optional<std::string> read() override {
    boost::beast::flat_buffer buffer;
    Code error;
    stream_.read(buffer, error);
    if (error) return {};
    return std::string(static_cast<const char*>(buffer.cdata().data()), buffer.size());
  }

  void write(std::string_view bytes, bool is_binary) override {
    Code ignored;
    stream_.binary(is_binary);
    stream_.write(asio::buffer(bytes.data(), bytes.size()), ignored);
  }

  void ping() override {
    Code ignored;
    stream_.ping({}, ignored);
  }

  void stand_still(Duration duration) override { std::this_thread::sleep_for(duration); }

  void write_raw(std::string_view bytes) override {
    Code ignored;
    asio::write(stream_.next_layer(), asio::buffer(bytes.data(), bytes.size()), ignored);
  }

  void close(std::uint16_t code, const std::string& reason) override {
    Code ignored;
    stream_.close({websocket::close_code(code), reason}, ignored);
  }

  std::uint16_t closed_with() override { return stream_.reason().code; }
  std::string target() override { return std::string(request_.target()); }
  std::string header(const std::string& name) override { return std::string(request_[name]); }

  Stream& stream() { return stream_; }

 private:
  bool wait_for_the_end() {
    char byte = 0;
    Code ignored;
    boost::beast::get_lowest_layer(stream_).read_some(asio::buffer(&byte, 1), ignored);
    return false;
  }

  Stream stream_;
  Request request_;
};

}  // namespace

struct WebSocketTestServer::State {
  State(Script own_script, WebSocketServerOptions own_options)
      : script(std::move(own_script)), options(std::move(own_options)) {
    if (!options.certificate) return;
    context.use_certificate_chain_file(options.certificate->file);
    context.use_private_key_file(options.certificate->key_file, ssl::context::pem);
    if (!options.wants_certificate && options.trusted_clients.empty()) return;
    if (!options.trusted_clients.empty()) context.load_verify_file(options.trusted_clients);
    context.set_options(ssl::context::no_tlsv1_3);
    context.set_verify_mode(ssl::verify_peer | ssl::verify_fail_if_no_peer_cert);
  }

  void accept() {
    for (;;) {
      Tcp socket(loop);
      Code error;
      acceptor.accept(socket, error);
      const std::lock_guard lock(mutex);
      if (error || stopping) return;
      socket.set_option(asio::ip::tcp::no_delay(true), error);
      open.insert(socket.native_handle());
      threads.emplace_back(
          [this, moved = std::move(socket)]() mutable { serve(std::move(moved)); });
    }
  }

  void serve(Tcp socket) {
    const auto descriptor = socket.native_handle();
    if (options.certificate) {
      ServedOn<websocket::stream<ssl::stream<Tcp>>> served(std::move(socket), context);
      Code error;
      served.stream().next_layer().handshake(ssl::stream_base::server, error);
      if (!error) play(served);
      leave(descriptor);
    } else {
      ServedOn<websocket::stream<Tcp>> served(std::move(socket));
      play(served);
      leave(descriptor);
    }
  }

  template <class Served>
  void play(Served& served) {
    if (served.accept(options)) script(served);
  }

  // Before its number may belong to another connection.
  void leave(int descriptor) {
    const std::lock_guard lock(mutex);
    open.erase(descriptor);
  }

  void stop() {
    const std::lock_guard lock(mutex);
    stopping = true;
    for (const int descriptor : open) ::shutdown(descriptor, SHUT_RDWR);
    ::shutdown(acceptor.native_handle(), SHUT_RDWR);
  }

  Script script;
  WebSocketServerOptions options;
  asio::io_context loop;
  ssl::context context{ssl::context::tls_server};
  asio::ip::tcp::acceptor acceptor{loop, {asio::ip::address_v4::loopback(), 0}};
  std::mutex mutex;
  bool stopping = false;             // guarded by mutex
  std::set<int> open;                // guarded by mutex
  std::vector<std::thread> threads;  // guarded by mutex until the accepting one has ended
  std::thread accepting;
};

WebSocketTestServer::WebSocketTestServer(Script script, WebSocketServerOptions options)
    : state_(std::make_unique<State>(std::move(script), std::move(options))) {
  state_->accepting = std::thread([state = state_.get()] { state->accept(); });
}

WebSocketTestServer::~WebSocketTestServer() {
  state_->stop();
  state_->accepting.join();
  for (auto& thread : state_->threads) thread.join();
}

std::string WebSocketTestServer::url() const {
  return (state_->options.certificate ? "https" : "http") + std::string("://127.0.0.1:") +
         std::to_string(state_->acceptor.local_endpoint().port());
}

}  // namespace proofload::testing_support
