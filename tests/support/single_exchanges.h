// SPDX-License-Identifier: Apache-2.0
#pragma once

// Requests one after another, each by a client of its own, but with the same libcurl handles; and a
// folder for certificates, which goes with the test.

#include <proofload/protocol/http/detail/curl_multi.h>
#include <proofload/protocol/http/http_client.h>

#include <gmock/gmock.h>
#include <unistd.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <filesystem>
#include <string>

namespace proofload::testing_support {

class SingleExchangesTest : public testing::Test {
 protected:
  SingleExchangesTest() { std::filesystem::create_directories(folder_); }
  ~SingleExchangesTest() override { std::filesystem::remove_all(folder_); }

  Response get(const std::string& url, const HttpOptions& options) {
    Response answer;
    boost::asio::co_spawn(loop_, ask(url + "/", options, answer), boost::asio::detached);
    loop_.restart();
    while (answer.service == Duration{}) loop_.run_one();
    return answer;
  }

  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("proofload_http_" + std::to_string(getpid()));

  boost::asio::io_context loop_{1};
  detail::CurlMulti multi_{loop_};

 private:
  Task<> ask(std::string url, const HttpOptions& options, Response& answer) {
    HttpClient client(multi_, options);
    const Request request;
    answer = co_await client.perform(request, url);
  }
};

}  // namespace proofload::testing_support
