// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/detail/connection_gate.h>

#include <proofload/protocol/http/detail/curl_multi.h>
#include <proofload/protocol/http/http_client.h>

#include "support/tls_test_server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <gmock/gmock.h>

#include <unistd.h>

namespace proofload {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Those that wait at a gate, and with which result each of them went on.
class ConnectionGateTest : public testing::Test {
 protected:
  Task<> wait(int number) {
    const bool is_next = co_await gate_.wait(loop_, SteadyClock::now() + 1h);
    (is_next ? next_ : woken_).push_back(number);
  }

  void let_wait(int number) {
    for (int i = 0; i < number; ++i) asio::co_spawn(loop_, wait(i), asio::detached);
    run();
  }

  void run() {
    loop_.restart();
    loop_.poll();
  }

  detail::ConnectionGate gate_;
  asio::io_context loop_{1};
  std::vector<int> next_;
  std::vector<int> woken_;
};

TEST_F(ConnectionGateTest, LetsAllOnThatWaitOnceThereIsAConnection) {
  gate_.close();
  let_wait(3);
  EXPECT_THAT(woken_, IsEmpty());
  gate_.open();
  run();
  EXPECT_THAT(woken_, ElementsAre(0, 1, 2));
  EXPECT_THAT(next_, IsEmpty());
  EXPECT_FALSE(gate_.is_closed());
}

TEST_F(ConnectionGateTest, LetsOneOnAfterTheOtherWhileThereIsNone) {
  gate_.close();
  let_wait(3);
  gate_.pass_on();
  run();
  EXPECT_THAT(next_, ElementsAre(0));
  EXPECT_TRUE(gate_.is_closed());
  gate_.pass_on();
  run();
  EXPECT_THAT(next_, ElementsAre(0, 1));
  EXPECT_THAT(woken_, IsEmpty());
  gate_.open();
  run();
  EXPECT_THAT(woken_, ElementsAre(2));
}

TEST_F(ConnectionGateTest, IsOpenWhereItIsPassedOnToNobody) {
  gate_.close();
  gate_.pass_on();
  EXPECT_FALSE(gate_.is_closed());
}

TEST_F(ConnectionGateTest, StaysOpenOnceItIsGivenUp) {
  gate_.close();
  let_wait(2);
  gate_.give_up();
  run();
  EXPECT_THAT(woken_, ElementsAre(0, 1));
  gate_.close();
  EXPECT_FALSE(gate_.is_closed());
}

/// Accepts connections and says nothing on them: no TLS handshake comes to an end.
class SilentServer {
 public:
  explicit SilentServer(asio::io_context& loop)
      : acceptor_(loop, {asio::ip::address_v4::loopback(), 0}) {
    asio::co_spawn(loop, accept(), asio::detached);
  }

  std::string url() const {
    return "https://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()) + "/";
  }
  std::size_t accepted() const { return accepted_; }
  void close_all() { connections_.clear(); }

 private:
  asio::awaitable<void> accept() {
    for (;;) {
      auto socket = co_await acceptor_.async_accept(asio::use_awaitable);
      ++accepted_;
      connections_.push_back(std::move(socket));
    }
  }

  tcp::acceptor acceptor_;
  std::size_t accepted_ = 0;
  std::vector<tcp::socket> connections_;
};

std::filesystem::path own_folder() {
  const auto folder =
      std::filesystem::temp_directory_path() / ("proofload_origins_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  return folder;
}

class OriginsTest : public testing::Test {
 protected:
  ~OriginsTest() override { std::filesystem::remove_all(folder_); }

  Task<> ask(std::string url, Response& answer) {
    const Request request;
    answer = co_await client_.perform(request, url);
    ++answered_;
  }

  void begin(std::string url, Response& answer) {
    asio::co_spawn(loop_, ask(std::move(url), answer), asio::detached);
  }

  template <class Condition>
  void run_until(Condition condition) {
    while (!condition() && loop_.run_one_for(10s) > 0) {
    }
  }

  const std::filesystem::path folder_ = own_folder();
  const testing_support::Certificate own_ = testing_support::make_certificate(folder_, "server");
  asio::io_context loop_{1};
  detail::CurlMulti multi_{loop_};
  const HttpOptions options_{.timeout = 30s, .ca_file = own_.file};
  HttpClient client_{multi_, options_};
  int answered_ = 0;
};

TEST_F(OriginsTest, DoNotWaitForEachOthersConnections) {
  SilentServer silent(loop_);
  testing_support::TlsTestServer server(own_);
  Response from_silent;
  Response answer;
  begin(silent.url(), from_silent);
  run_until([&] { return silent.accepted() == 1; });
  begin(server.url() + "/", answer);
  run_until([&] { return answered_ > 0; });
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answered_, 1) << "the other one has no connection yet";
  silent.close_all();
  run_until([&] { return answered_ == 2; });
  EXPECT_NE(from_silent.error, ErrorKind::none);
}

TEST_F(OriginsTest, WaitForTheirOwnConnectionAfterAnotherAnsweredInHttp1) {
  SilentServer silent(loop_);
  testing_support::TlsTestServer server(own_);
  Response answer;
  begin(server.url() + "/", answer);
  run_until([&] { return answered_ == 1; });
  EXPECT_EQ(answer.http_version, 11);
  std::array<Response, 3> refused;
  for (auto& one : refused) begin(silent.url(), one);
  for (std::size_t tried = 1; tried <= refused.size(); ++tried) {
    run_until([&] { return silent.accepted() >= tried; });
    loop_.poll();  // whatever else wants to connect
    EXPECT_EQ(silent.accepted(), tried) << "one after the other";
    silent.close_all();
    run_until([&] { return answered_ == int(1 + tried); });
  }
  EXPECT_EQ(answered_, 4);
  for (const auto& one : refused) EXPECT_NE(one.error, ErrorKind::none);
}

}  // namespace
}  // namespace proofload
