// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/prometheus_stream.h>

#include <stream/prometheus_message.h>
#include <support/http_test_server.h>
#include <support/run_builder.h>

#include <gmock/gmock.h>
#include <snappy.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::SizeIs;
using testing_support::HttpTestServer;
using testing_support::ReadSample;
using testing_support::Reply;
using testing_support::ServedRequest;
using testing_support::values_by_name;

constexpr WallClock::time_point start{std::chrono::milliseconds{1'700'000'000'000}};

std::vector<ReadSample> samples_of(const ServedRequest& request) {
  std::string message;
  EXPECT_TRUE(snappy::Uncompress(request.body.data(), request.body.size(), &message));
  return testing_support::read_request(message);
}

class PrometheusStreamTest : public testing::Test {
 protected:
  PrometheusStreamTest() {
    run_.facts.started_at = start;
    run_.facts.played = 10'500ms;
    run_.requests(1000, 5);
  }

  /// Plays all seconds of the run; returns what could not be delivered.
  std::string play(PrometheusStream& stream) {
    stream.begin({"Suite.Name", start, 10s});
    for (int second = 1; second <= 10; ++second)
      stream.second(*run_.report().measurements(), 1s * second);
    return stream.conclude(result_of(run_.report(), {}, {}));
  }

  PrometheusStream stream(const std::string& path = "") {
    return PrometheusStream(parse_stream_url(server_.url() + path).value());
  }

  int status_ = 204;
  HttpTestServer server_{[this](const ServedRequest&) {
    return Reply{.status = status_, .body = status_ == 204 ? "" : "too old sample"};
  }};
  RunBuilder run_;
};

TEST_F(PrometheusStreamTest, PushesEveryFiveSecondsAndAtTheEnd) {
  auto prometheus = stream();
  EXPECT_EQ(play(prometheus), "");
  const auto requests = server_.requests();
  ASSERT_THAT(requests, SizeIs(3));
  std::vector<std::int64_t> instants;
  for (const auto& request : requests) instants.push_back(samples_of(request)[0].milliseconds);
  EXPECT_THAT(instants, ElementsAre(1'700'000'005'000, 1'700'000'010'000, 1'700'000'010'500));
}

TEST_F(PrometheusStreamTest, SpeaksRemoteWrite) {
  auto prometheus = stream();
  play(prometheus);
  const auto request = server_.requests().at(0);
  EXPECT_EQ(request.target, "/api/v1/write");
  EXPECT_EQ(request.header("Content-Type"), "application/x-protobuf");
  EXPECT_EQ(request.header("Content-Encoding"), "snappy");
  EXPECT_EQ(request.header("X-Prometheus-Remote-Write-Version"), "0.1.0");
}

TEST_F(PrometheusStreamTest, PushesToThePathOfItsAddress) {
  auto prometheus = stream("/own/path?tenant=a");
  play(prometheus);
  EXPECT_EQ(server_.requests().at(0).target, "/own/path?tenant=a");
}

TEST_F(PrometheusStreamTest, PushesTotalsAndWithTheLastOfThemTheVerdict) {
  auto prometheus = stream();
  play(prometheus);
  const auto first = values_by_name(samples_of(server_.requests().at(0)));
  EXPECT_EQ(first.at("k6_response_count"), 1000);
  EXPECT_EQ(first.count("k6_verdict"), 0u);
  const auto last = values_by_name(samples_of(server_.requests().at(2)));
  EXPECT_EQ(last.at("k6_response_count"), 1000);
  EXPECT_EQ(last.count("k6_verdict"), 1u);
}

TEST_F(PrometheusStreamTest, NeverPushesTwoSamplesOfOneInstant) {
  run_.facts.played = 10s;
  auto prometheus = stream();
  play(prometheus);
  EXPECT_EQ(samples_of(server_.requests().at(2))[0].milliseconds, 1'700'000'010'001);
}

TEST_F(PrometheusStreamTest, TellsWhatTheServerRefused) {
  status_ = 400;
  auto prometheus = stream();
  EXPECT_EQ(play(prometheus), "prometheus at " + server_.url() +
                                  "/api/v1/write: 3 of 3 pushes could not be sent: answered 400: "
                                  "too old sample");
}

}  // namespace
}  // namespace proofload
