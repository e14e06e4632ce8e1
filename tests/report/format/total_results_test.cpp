// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/total_results.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr ConsoleStyle plain_totals{};
constexpr ConsoleStyle utf8_totals{false, true};

TEST(TotalResults, IsEmptyWhereNothingWasMeasured) {
  EXPECT_EQ(total_results(RunBuilder().report(), plain_totals), "");
}

TEST(TotalResults, SetsEachMetricUnderItsHeadingAsK6Does) {
  RunBuilder run;
  run.samples(9, metrics::http_req_duration, 4).sample(metrics::http_req_duration, 8);
  run.samples(10, metrics::http_req_failed, 0).samples(10, metrics::http_reqs, 1);
  run.samples(10, metrics::iterations, 1).sample(metrics::vus, 3);
  run.samples(10, metrics::data_received, 1024).samples(10, metrics::response, 5);
  run.sample(counter("orders"), 20);
  EXPECT_EQ(total_results(run.report(), utf8_totals),
            "  █ TOTAL RESULTS\n"
            "\n"
            "    HTTP\n"
            "    http_req_duration..: avg=4.4ms min=4ms med=4ms max=8ms p(90)=4ms p(95)=8ms\n"
            "    http_req_failed....: 0.00% 0 out of 10\n"
            "    http_reqs..........: 10    1/s\n"
            "\n"
            "    EXECUTION\n"
            "    iterations.........: 10    1/s\n"
            "    vus................: 3     min=3       max=3\n"
            "\n"
            "    NETWORK\n"
            "    data_received......: 10KiB 1KiB/s\n"
            "\n"
            "    CUSTOM\n"
            "    orders.............: 20    2/s\n"
            "\n"
            "    LATENCY FROM THE PLAN\n"
            "    response...........: avg=5ms   min=5ms med=5ms max=5ms p(90)=5ms p(95)=5ms\n"
            "\n");
}

TEST(TotalResults, GivesEachProtocolThatWasSpokenItsOwnHeading) {
  RunBuilder run;
  run.samples(4, metrics::ws_round_trip, 2).samples(4, metrics::ws_msgs_sent, 1);
  run.sample(metrics::ws_msgs_lost, 1).samples(5, metrics::grpc_reqs, 1);
  run.samples(6, metrics::sse_events, 1);
  const auto text = total_results(run.report(), ConsoleStyle{true, true});
  const auto lines = total_results(run.report(), utf8_totals);
  EXPECT_THAT(lines, HasSubstr("    WEBSOCKET\n    ws_round_trip..: avg=2ms min=2ms"));
  EXPECT_THAT(lines, HasSubstr("    GRPC\n    grpc_reqs......: 5"));
  EXPECT_THAT(lines, HasSubstr("    EVENT STREAMS\n    sse_events.....: 6"));
  EXPECT_THAT(lines, Not(HasSubstr("HTTP")));
  EXPECT_THAT(text, HasSubstr("ws_msgs_lost...: \033[31m1"));
}

TEST(TotalResults, GivesTheFirstEventFromThePlanBeforeThatFromTheSending) {
  RunBuilder run;
  run.samples(6, metrics::sse_time_to_first_event, 3);
  run.samples(6, metrics::sse_response_to_first_event, 7);
  EXPECT_THAT(total_results(run.report(), utf8_totals),
              HasSubstr("    EVENT STREAMS\n"
                        "    sse_response_to_first_event..: avg=7ms min=7ms med=7ms max=7ms "
                        "p(90)=7ms p(95)=7ms\n"
                        "    sse_time_to_first_event......: avg=3ms"));
}

TEST(TotalResults, ListsTheChecksFirstWithWhatFailedOfThem) {
  RunBuilder run;
  run.samples(30, metrics::checks, 1, {{"check", "body ok"}})
      .sample(metrics::checks, 0, {{"check", "body ok"}})
      .samples(14, metrics::checks, 1, {{"check", "status is 200"}});
  EXPECT_EQ(total_results(run.report(), utf8_totals),
            "  █ TOTAL RESULTS\n"
            "\n"
            "    checks_total......: 45     4.5/s\n"
            "    checks_succeeded..: 97.77% 44 out of 45\n"
            "    checks_failed.....: 2.22%  1 out of 45\n"
            "\n"
            "    ✗ body ok\n"
            "      ↳  96% - 30 passed, 1 failed\n"
            "    ✓ status is 200\n"
            "\n");
  const auto text = total_results(run.report(), plain_totals);
  EXPECT_THAT(text, HasSubstr("    FAIL body ok\n"));
  EXPECT_THAT(text, HasSubstr("    ok   status is 200\n"));
}

TEST(TotalResults, ShowsAnswersThatWereExpectedApartWhereSomeWereNot) {
  RunBuilder run;
  run.sample(metrics::http_req_duration, 4, {{"expected_response", "true"}})
      .sample(metrics::http_req_failed, 0);
  EXPECT_THAT(total_results(run.report(), plain_totals), Not(HasSubstr("expected_response")));
  run.sample(metrics::http_req_duration, 8, {{"expected_response", "false"}})
      .sample(metrics::http_req_failed, 1);
  const auto text = total_results(run.report(), ConsoleStyle{true, false});
  EXPECT_THAT(text, HasSubstr("      { expected_response:true }..: avg=4ms min=4ms"));
  EXPECT_THAT(text, HasSubstr(": \033[31m50.00% 1 out of 2\033[0m\n"));
}

TEST(TotalResults, SendsNoControlCharacterOfAServiceToTheTerminal) {
  const auto run = RunBuilder().sample(metrics::checks, 1, {{"check", "\x1b[2J\n"}});
  EXPECT_THAT(total_results(run.report(), plain_totals), HasSubstr("ok   \\x1b[2J\\n\n"));
}

}  // namespace
}  // namespace proofload
