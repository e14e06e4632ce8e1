// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/prometheus_stream.h>

#include <proofload/base/secret.h>

#include <stream/prometheus_message.h>
#include <support/http_test_server.h>
#include <support/run_builder.h>

#include <gmock/gmock.h>
#include <snappy.h>

namespace proofload {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using testing_support::HttpTestServer;
using testing_support::ReadSample;
using testing_support::Reply;
using testing_support::ServedRequest;
using testing_support::values_by_name;

constexpr WallClock::time_point start_of_stream{std::chrono::milliseconds{1'700'000'000'000}};

std::vector<ReadSample> samples_of(const ServedRequest& request) {
  std::string message;
  EXPECT_TRUE(snappy::Uncompress(request.body.data(), request.body.size(), &message));
  return testing_support::read_request(message);
}

class PrometheusStreamTest : public testing::Test {
 protected:
  PrometheusStreamTest() {
    run_.facts.started_at = start_of_stream;
    run_.facts.played = 10'500ms;
    run_.requests(1000, 5);
  }

  /// Plays all seconds of the run; returns what could not be delivered.
  std::string play(PrometheusStream& stream) {
    stream.begin({"Suite.Name", start_of_stream, 10s});
    for (int second = 1; second <= 10; ++second)
      stream.second(*run_.report().measurements(), 1s * second);
    return stream.conclude(result_of(run_.report(), {}, {}));
  }

  PrometheusStream stream(const std::string& path = "") {
    return PrometheusStream(parse_stream_url(server_.url() + path).value());
  }

  int status_ = 204;
  std::string refusal_ = "too old sample";
  HttpTestServer server_{[this](const ServedRequest&) {
    return Reply{.status = status_, .body = status_ == 204 ? "" : refusal_};
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

TEST_F(PrometheusStreamTest, PutsTheTagsOfTheRunOnEverySeries) {
  PrometheusStream prometheus(parse_stream_url(server_.url()).value(), {}, {{"testid", "42"}});
  play(prometheus);
  ASSERT_THAT(server_.requests(), SizeIs(3));
  for (const auto& request : server_.requests())
    for (const auto& sample : samples_of(request)) EXPECT_EQ(sample.label("testid"), "42");
}

TEST_F(PrometheusStreamTest, TellsNoPartOfASecretThatIsCut) {
  status_ = 400;
  refusal_ = std::string(190, 'x') + secret("prometheus-stream-hunter2");
  auto prometheus = stream();
  EXPECT_THAT(play(prometheus), EndsWith(": answered 400: " + std::string(190, 'x') + "[secret]"));
}

TEST_F(PrometheusStreamTest, TellsNoPartOfASecretThatHidingOthersBringsForward) {
  status_ = 400;
  const auto hidden = secret("prometheus-stream-hunter3" + std::string(40'000, 'z'));
  refusal_ = hidden + "x" + hidden;
  auto first = stream();
  EXPECT_THAT(play(first), EndsWith(": answered 400: [secret]x[secret]"));
  refusal_ += hidden;  // more than is read
  auto second = stream();
  EXPECT_THAT(play(second), AllOf(HasSubstr(": answered 400"), Not(HasSubstr("hunter3"))));
}

}  // namespace
}  // namespace proofload
