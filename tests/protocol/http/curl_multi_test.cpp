// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/detail/curl_multi.h>

#include "support/http_test_server.h"

#include <gmock/gmock.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <optional>

namespace proofload::detail {
namespace {

using testing_support::HttpTestServer;

/// Transfers that libcurl sets no limit to, as if it had lost their timeout.
class CurlMultiTest : public testing::Test {
 protected:
  CurlMultiTest() : easy_(curl_easy_init()) {
    multi_.adopt(easy_);
    curl_easy_setopt(easy_, CURLOPT_URL, server_.url().c_str());
  }
  ~CurlMultiTest() override { curl_easy_cleanup(easy_); }

  Task<> perform(CurlMulti::Latest latest) { ended_ = co_await multi_.perform(easy_, latest); }

  void run_until_ended() {
    while (!ended_) loop_.run_one();
  }

  HttpTestServer server_{[](const auto&) { return testing_support::Reply{.mute = true}; }};
  boost::asio::io_context loop_{1};
  CurlMulti multi_{loop_};
  CURL* easy_;
  std::optional<CURLcode> ended_;
};

TEST_F(CurlMultiTest, EndsATransferWhoseTimeoutLibcurlLost) {
  const auto latest = SteadyClock::now() + 50ms;
  boost::asio::co_spawn(loop_, perform(latest), boost::asio::detached);
  run_until_ended();
  EXPECT_EQ(ended_, CURLE_OPERATION_TIMEDOUT);
  EXPECT_GE(SteadyClock::now(), latest + 250ms) << "libcurl has its turn first";
}

TEST_F(CurlMultiTest, CallsBackForATransferWhoseTimeoutLibcurlLost) {
  multi_.start(easy_, SteadyClock::now(), [this](CURLcode code) { ended_ = code; });
  run_until_ended();
  EXPECT_EQ(ended_, CURLE_OPERATION_TIMEDOUT);
}

TEST_F(CurlMultiTest, LeavesATransferAloneThatHasTimeLeftOrNoLimit) {
  CURL* limited = curl_easy_init();
  multi_.adopt(limited);
  curl_easy_setopt(limited, CURLOPT_URL, server_.url().c_str());
  std::optional<CURLcode> other;
  auto* unlimited = multi_.start(easy_, {}, [&](CURLcode code) { other = code; });
  auto* later =
      multi_.start(limited, SteadyClock::now() + 1h, [&](CURLcode code) { other = code; });
  loop_.run_for(600ms);  // two sweeps
  EXPECT_EQ(other, std::nullopt);
  multi_.stop(unlimited);
  multi_.stop(later);
  curl_easy_cleanup(limited);
}

TEST_F(CurlMultiTest, MayStopATransferThatWouldBeEndedNext) {
  std::optional<CURLcode> stopped;
  auto* transfer = multi_.start(easy_, SteadyClock::now(), [&](CURLcode code) { stopped = code; });
  multi_.stop(transfer);
  loop_.restart();
  loop_.run_for(600ms);
  EXPECT_EQ(stopped, std::nullopt);
}

}  // namespace
}  // namespace proofload::detail
