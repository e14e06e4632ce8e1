// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/make_stream.h>

#include <support/http_test_server.h>
#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string error_of(std::string_view text) {
  const auto stream = make_stream(text);
  return stream.ok() ? "" : stream.error();
}

TEST(MakeStream, KnowsPrometheusAndInfluxdb) {
  EXPECT_EQ(error_of("prometheus=http://127.0.0.1:1/api/v1/write"), "");
  EXPECT_EQ(error_of("influxdb=http://user:password@127.0.0.1:1/k6?rp=week"), "");
}

TEST(MakeStream, NamesTheStreamsThereAre) {
  EXPECT_EQ(error_of("graphite=http://127.0.0.1:1"),
            "\"graphite\" is no stream: there are prometheus and influxdb, as in "
            "prometheus=http://localhost:9090/api/v1/write");
}

TEST(MakeStream, SaysThatTheAddressIsMissing) {
  EXPECT_EQ(error_of("influxdb"),
            "stream influxdb: the address is missing, as in influxdb=http://localhost:8086/k6");
}

TEST(MakeStream, SaysWhatIsWrongWithTheAddress) {
  EXPECT_THAT(error_of("prometheus=localhost:9090"),
              AllOf(StartsWith("stream prometheus: the address "),
                    HasSubstr(", as in prometheus=http://localhost:9090/api/v1/write")));
}

TEST(MakeStream, NeverShowsAPassword) {
  EXPECT_THAT(error_of("http://user:password@host/?a=b"), Not(HasSubstr("password")));
  EXPECT_THAT(error_of("prometheus=http://user:password@host:x/"), Not(HasSubstr("password")));
}

TEST(MakeStream, GivesEveryStreamTheTagsOfTheRun) {
  testing_support::HttpTestServer server(
      [](const auto&) { return testing_support::Reply{.status = 204}; });
  const auto report = RunBuilder().report();
  auto stream = make_stream("influxdb=" + server.url(), {{"testid", "pipeline-42"}});
  ASSERT_TRUE(stream.ok()) << stream.error();
  stream.value()->begin({"Suite.Name", report.facts().started_at, 10s});
  EXPECT_EQ(stream.value()->conclude(result_of(report, {}, {})), "");
  EXPECT_THAT(server.requests().back().body, HasSubstr(",testid=pipeline-42 "));
}

}  // namespace
}  // namespace proofload
