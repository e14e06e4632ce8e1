// SPDX-License-Identifier: Apache-2.0

// Databases that take everything, answer nothing, or are not there: the run is the same.

#include "integration/result_program.h"

#include <proofload/service/free_port.h>
#include <stream/prometheus_message.h>
#include <support/http_test_server.h>

#include <snappy.h>

namespace proofload {
namespace {

using testing::AnyOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing_support::HttpTestServer;
using testing_support::Reply;
using testing_support::ServedRequest;

std::string streams_to(const std::string& url) {
  return "--invalid=skip --stream=prometheus=" + url + "/prometheus --stream=influxdb=" + url +
         "/k6";
}

class StreamedResults : public ResultProgram {
 protected:
  /// As in a run without streams.
  void expect_the_usual_result() const {
    EXPECT_EQ(exit_code_, 0) << console_;
    EXPECT_THAT(summary()["verdict"]["outcome"], AnyOf("PASS", "INVALID"));
    EXPECT_EQ(summary()["load"]["finished"], 500);
    EXPECT_EQ(summary()["steps"][0]["requests"], 500);
    EXPECT_EQ(summary()["steps"][0]["failed"], 0);
    const double played = summary()["run"]["played_seconds"];
    EXPECT_LT(seconds_, played + 10) << "5 s for streams, and starting and ending the program";
  }

  void expect_note(const std::string& pattern) const {
    EXPECT_THAT(summary()["verdict"]["notes"].dump(), ContainsRegex(pattern));
    EXPECT_THAT(console_, ContainsRegex("note: " + pattern));
  }
};

TEST_F(StreamedResults, AreTheSameWhereNobodyListens) {
  const auto port = free_port();
  ASSERT_TRUE(port);
  play("Results.Count", streams_to("http://127.0.0.1:" + std::to_string(port.value())));
  expect_the_usual_result();
  expect_note("prometheus at [^ ]*: [0-9]+ of [0-9]+ pushes could not be sent: Connection refused");
  expect_note("influxdb at [^ ]*: [0-9]+ of [0-9]+ pushes could not be sent: Connection refused");
}

TEST_F(StreamedResults, AreTheSameWhereNobodyAnswers) {
  const HttpTestServer silent([](const ServedRequest&) { return Reply{.mute = true}; });
  play("Results.Count", streams_to(silent.url()));
  expect_the_usual_result();
  EXPECT_GE(silent.accepted(), 2u);
  expect_note("prometheus at [^ ]*: [0-9]+ of [0-9]+ pushes could not be sent: no answer");
  expect_note("influxdb at [^ ]*: [0-9]+ of [0-9]+ pushes could not be sent: no answer");
}

TEST_F(StreamedResults, ReachWhoTakesThemWithTheVerdictAtTheEnd) {
  const HttpTestServer database([](const ServedRequest&) { return Reply{.status = 204}; });
  play("Results.Count", streams_to(database.url()));
  expect_the_usual_result();
  EXPECT_EQ(summary()["verdict"]["notes"].dump().find("pushes"), std::string::npos);
  std::string lines;
  std::map<std::string, double> values;
  for (const auto& request : database.requests()) {
    if (!request.target.starts_with("/prometheus")) {
      lines += request.body;
      continue;
    }
    std::string message;
    ASSERT_TRUE(snappy::Uncompress(request.body.data(), request.body.size(), &message));
    for (const auto& [name, value] :
         testing_support::values_by_name(testing_support::read_request(message)))
      values[name] = value;
  }
  EXPECT_EQ(values["k6_http_reqs_total"], 500);
  EXPECT_EQ(values.count("k6_verdict"), 1u);
  EXPECT_EQ(values["k6_threshold_passed"], 1);
  const std::string outcome = summary()["verdict"]["outcome"];
  EXPECT_THAT(lines, HasSubstr("\nverdict,environment=local,outcome=" + outcome +
                               ",test=Results.Count value=1 "));
}

TEST_F(StreamedResults, AreRefusedBeforeAnyLoadWhereTheStreamIsUnknown) {
  play("Results.Last", "--stream=graphite=http://127.0.0.1:1");
  EXPECT_EQ(exit_code_, 2);
  EXPECT_THAT(console_, HasSubstr("--stream: \"graphite\" is no stream"));
}

}  // namespace
}  // namespace proofload
