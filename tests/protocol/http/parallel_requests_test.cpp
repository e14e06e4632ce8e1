// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/http_client.h>

#include <proofload/protocol/http/detail/curl_multi.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include <gtest/gtest.h>

namespace proofload {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

/// Answers only when so many requests have arrived, and then the last one first. A client that
/// waits for an answer before it sends the next request never gets one. On the loop of the test.
class GatheringServer {
 public:
  GatheringServer(asio::io_context& loop, std::size_t gathered)
      : gathered_(gathered), acceptor_(loop, {asio::ip::address_v4::loopback(), 0}) {
    asio::co_spawn(loop, accept(), asio::detached);
  }

  std::string url() const {
    return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()) + "/";
  }
  std::size_t accepted() const { return accepted_; }

 private:
  using Connection = std::shared_ptr<tcp::socket>;

  asio::awaitable<void> accept() {
    for (;;) {
      auto socket = co_await acceptor_.async_accept(asio::use_awaitable);
      ++accepted_;
      const auto connection = std::make_shared<tcp::socket>(std::move(socket));
      asio::co_spawn(acceptor_.get_executor(), serve(connection), asio::detached);
    }
  }

  asio::awaitable<void> serve(Connection connection) {
    std::string received;
    for (;;) {
      const auto size = co_await asio::async_read_until(*connection, asio::dynamic_buffer(received),
                                                        "\r\n\r\n", asio::use_awaitable);
      const auto path = received.substr(5, received.find(' ', 5) - 5);
      received.erase(0, size);
      waiting_.emplace_back(connection, path);
      if (waiting_.size() == gathered_) answer_all();
    }
  }

  void answer_all() {
    for (; !waiting_.empty(); waiting_.pop_back()) {
      const auto& [connection, path] = waiting_.back();
      asio::write(*connection, asio::buffer("HTTP/1.1 200 OK\r\nContent-Length: " +
                                            std::to_string(path.size()) + "\r\n\r\n" + path));
    }
  }

  std::size_t gathered_;
  tcp::acceptor acceptor_;
  std::size_t accepted_ = 0;
  std::vector<std::pair<Connection, std::string>> waiting_;
};

class ParallelRequestsTest : public testing::Test {
 protected:
  static Task<> ask(HttpClient& client, std::string url, Response& answer) {
    const Request request;
    answer = co_await client.perform(request, url);
  }

  std::vector<Response> ask_at_once(HttpClient& client, const std::string& url, int number) {
    std::vector<Response> answers(static_cast<std::size_t>(number));
    int left = number;
    for (int i = 0; i < number; ++i)
      asio::co_spawn(loop_, ask(client, url + std::to_string(i), answers[std::size_t(i)]),
                     [&left](std::exception_ptr) { --left; });
    while (left > 0 && loop_.run_one_for(10s) > 0) {
    }
    EXPECT_EQ(left, 0) << "requests that wait for each other";
    return answers;
  }

  asio::io_context loop_{1};
  detail::CurlMulti multi_{loop_};
  const HttpOptions options_{.timeout = 5s};
  HttpClient client_{multi_, options_};
};

TEST_F(ParallelRequestsTest, AreAllUnderWayBeforeTheFirstIsAnswered) {
  constexpr int number = 12;
  GatheringServer server(loop_, number);
  const auto answers = ask_at_once(client_, server.url(), number);
  for (int i = 0; i < number; ++i) {
    EXPECT_EQ(answers[std::size_t(i)].status, 200) << i;
    EXPECT_EQ(answers[std::size_t(i)].body, std::to_string(i));
  }
  EXPECT_EQ(server.accepted(), std::size_t(number));
}

TEST_F(ParallelRequestsTest, KeepTheirConnectionsForTheNextOnes) {
  constexpr int number = 12;
  GatheringServer server(loop_, number);
  for (int round = 0; round < 3; ++round)
    for (const auto& answer : ask_at_once(client_, server.url(), number))
      EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(server.accepted(), std::size_t(number));
  EXPECT_EQ(multi_.open_connections(), std::size_t(number));
}

}  // namespace
}  // namespace proofload
