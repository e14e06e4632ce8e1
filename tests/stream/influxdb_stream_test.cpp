// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/influxdb_stream.h>

#include <support/http_test_server.h>
#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::HasSubstr;
using testing::SizeIs;
using testing_support::HttpTestServer;
using testing_support::Reply;
using testing_support::ServedRequest;

constexpr WallClock::time_point start{std::chrono::nanoseconds{1'700'000'000'000'000'000}};

class InfluxdbStreamTest : public testing::Test {
 protected:
  InfluxdbStreamTest() {
    run_.facts.started_at = start;
    run_.facts.played = 3'500ms;
  }

  /// Three seconds with a request in each of them, and one more while the run drains.
  std::string play(const std::string& path, const Tags& of_run = {}) {
    InfluxdbStream stream(parse_stream_url(server_.url() + path).value(), {}, of_run);
    stream.begin({"Suite.Name", start, 3s});
    for (int second = 1; second <= 3; ++second) {
      run_.sample(metrics::http_reqs, 1);
      stream.second(*run_.report().measurements(), 1s * second);
    }
    run_.sample(metrics::http_reqs, 1);
    return stream.conclude(result_of(run_.report(), {}, {}));
  }

  int status_ = 204;
  HttpTestServer server_{[this](const ServedRequest&) { return Reply{.status = status_}; }};
  RunBuilder run_;
};

TEST_F(InfluxdbStreamTest, MakesTheDatabaseAndWritesToIt) {
  EXPECT_EQ(play("/load"), "");
  const auto requests = server_.requests();
  ASSERT_THAT(requests, SizeIs(5));
  EXPECT_EQ(requests[0].target, "/query?q=CREATE%20DATABASE%20%22load%22");
  EXPECT_EQ(requests[1].target, "/write?db=load&precision=ns");
}

TEST_F(InfluxdbStreamTest, CallsTheDatabaseK6WhereItHasNoName) {
  play("");
  EXPECT_EQ(server_.requests().at(1).target, "/write?db=k6&precision=ns");
}

TEST_F(InfluxdbStreamTest, SendsWhatTheAddressAsksForAlong) {
  play("/a%20b/c?rp=week");
  EXPECT_EQ(server_.requests().at(0).target,
            "/query?q=CREATE%20DATABASE%20%22a%20b%2Fc%22&rp=week");
  EXPECT_EQ(server_.requests().at(1).target, "/write?db=a%20b%2Fc&precision=ns&rp=week");
}

TEST_F(InfluxdbStreamTest, PushesEverySecondWhatCameInIt) {
  play("/k6");
  const auto requests = server_.requests();
  ASSERT_THAT(requests, SizeIs(5));
  EXPECT_EQ(requests[1].body,
            "http_reqs,scenario=default,test=Suite.Name value=1 1700000001000000000\n");
  EXPECT_EQ(requests[2].body,
            "http_reqs,scenario=default,test=Suite.Name value=1 1700000002000000000\n");
}

TEST_F(InfluxdbStreamTest, PushesTheRestWithTheVerdict) {
  play("/k6");
  const auto last = server_.requests().back().body;
  EXPECT_THAT(last, HasSubstr("http_reqs,scenario=default,test=Suite.Name value=1 "
                              "1700000003500000000\n"));
  EXPECT_THAT(last, HasSubstr("verdict,outcome="));
}

TEST_F(InfluxdbStreamTest, NeverReplacesAPointThatItHasWritten) {
  run_.facts.played = 3s;
  play("/k6");
  EXPECT_THAT(server_.requests().back().body, HasSubstr(" 1700000003000000001\n"));
}

TEST_F(InfluxdbStreamTest, TellsWhatTheServerRefused) {
  status_ = 401;
  EXPECT_EQ(play("/k6"), "influxdb at " + server_.url() +
                             "/write: 4 of 4 pushes could not be sent: answered 401");
}

TEST_F(InfluxdbStreamTest, PutsTheTagsOfTheRunOnEveryPoint) {
  play("/k6", {{"testid", "42"}});
  const auto requests = server_.requests();
  ASSERT_THAT(requests, SizeIs(5));
  EXPECT_THAT(requests[1].body, HasSubstr(",test=Suite.Name,testid=42 value=1 "));
  EXPECT_THAT(requests[4].body, HasSubstr("http_reqs,scenario=default,test=Suite.Name,testid=42 "));
  EXPECT_THAT(requests[4].body, HasSubstr("verdict,outcome=PASS,test=Suite.Name,testid=42 "));
}

}  // namespace
}  // namespace proofload
