// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/event_stream.h>

#include <proofload/base/usage_error.h>
#include <proofload/engine/detail/user_state.h>

#include "engine/playing.h"
#include "support/http_test_server.h"

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using namespace testing_support;

constexpr char header[] =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: "
    "no-store\r\n"
    "Transfer-Encoding: chunked\r\n\r\n";

std::string chunk(const std::string& bytes) {
  std::array<char, 20> size{};
  std::snprintf(size.data(), size.size(), "%zx\r\n", bytes.size());
  return size.data() + bytes + "\r\n";
}

/// A stream that goes on after these events, one that ends, and one whose connection breaks.
Reply going_on(const std::string& events) { return {.raw = header + chunk(events)}; }
Reply ending(const std::string& events) { return {.raw = header + chunk(events) + "0\r\n\r\n"}; }
Reply breaking(const std::string& events) { return {.raw = header + chunk(events), .close = true}; }

HttpTestServer::Script always(Reply reply) {
  return [reply](const ServedRequest&) { return reply; };
}

/// What a journey saw of a stream.
struct Seen {
  bool opened = false;
  std::vector<ServerSentEvent> events{};
  ErrorKind error{};
  Response answer{};
  std::size_t dropped = 0;

  std::string text() const {
    std::string all;
    for (const auto& one : events) all += one.data + " ";
    return all;
  }
};

struct Reading {
  Request request{.route = "/events"};
  EventStreamOptions options{};
  Duration patience = 10s;
  std::size_t most = 1000;  ///< then it closes the stream
};

Task<> read(User& user, const Reading& reading, Seen& seen) {
  EventStream stream(user, reading.options);
  seen.opened = co_await stream.open(reading.request);
  while (seen.events.size() < reading.most) {
    auto event = co_await stream.next(reading.patience);
    if (!event) break;
    seen.events.push_back(std::move(*event));
  }
  co_await stream.close();
  seen.error = stream.error();
  seen.answer = stream.answer();
  seen.dropped = stream.dropped();
}

Report play_reading(const HttpTestServer& server, Seen& seen, const Reading& reading = {}) {
  const auto journey = [&](User& user) { return read(user, reading, seen); };
  return play_one(journey, server.url());
}

double sum(const Report& report, const Metric& metric) { return report.counter(metric).sum; }

TEST(EventStream, GivesTheEventsInOrderAndSucceedsWhereTheServiceEndsIt) {
  const HttpTestServer server(always(ending("event: add\nid: 1\ndata: one\n\ndata: two\n\n")));
  Seen seen;
  const auto report = play_reading(server, seen);
  EXPECT_TRUE(seen.opened);
  EXPECT_EQ(seen.text(), "one two ");
  EXPECT_EQ(seen.events.at(0).event, "add");
  EXPECT_EQ(seen.events.at(1).id, "1");
  EXPECT_EQ(seen.error, ErrorKind::none);
  EXPECT_EQ(seen.answer.status, 200);
  EXPECT_EQ(seen.answer.header("Cache-Control"), "no-store");
  EXPECT_EQ(report.step("GET /events").rate(metrics::step_failed).passes, 0u);
}

TEST(EventStream, IsOneStepWithTheMetricsOfARequest) {
  const HttpTestServer server(always(ending("data: one\n\n")));
  Seen seen;
  const Reading reading{
      .request = {
          .method = "POST", .route = "/api/llm/{model}", .arguments = {"small"}, .body = "{}"}};
  const auto report = play_reading(server, seen, reading);
  EXPECT_THAT(report.values_of("step"), ElementsAre("POST /api/llm/{model}"));
  const auto step = report.step("POST /api/llm/{model}");
  EXPECT_EQ(step.trend().count(), 1u);
  EXPECT_EQ(sum(report, metrics::http_reqs), 1);
  EXPECT_EQ(step.trend(metrics::http_req_duration).count(), 1u);
  EXPECT_GT(sum(report, metrics::data_received), 0);
  EXPECT_THAT(step.values_of("method"), ElementsAre("POST"));
  EXPECT_THAT(step.values_of("status"), ElementsAre("200"));
  EXPECT_THAT(step.values_of("proto"), ElementsAre("HTTP/1.1"));
}

TEST(EventStream, AsksForAStreamOfEventsWithTheHeadersOfTheUser) {
  const HttpTestServer server(always(ending("")));
  const auto journey = [](User& user) -> Task<> {
    user.set_header("X-User", "ann");
    EventStream stream(user);
    const Request request{.route = "/events"};
    co_await stream.open(request);
    const Request own{.route = "/events", .headers = {{"accept", "text/*"}}};
    co_await stream.next(10s);
    co_await stream.open(own);
  };
  play_one(journey, server.url());
  const auto requests = server.requests();
  ASSERT_THAT(requests, SizeIs(2));
  EXPECT_EQ(requests[0].header("Accept"), "text/event-stream");
  EXPECT_EQ(requests[0].header("X-User"), "ann");
  EXPECT_EQ(requests[1].header("Accept"), "text/*");
  EXPECT_EQ(requests[1].count("Accept"), 1u);
}

TEST(EventStream, MeasuresEventsWithTheTagsOfTheStep) {
  const HttpTestServer server(always(ending("data: a\n\n:ping\n\ndata: b\n\ndata: c\n\n")));
  Seen seen;
  const Reading reading{.request = {.route = "/events", .tags = {{"model", "small"}}},
                        .options = {.name = "talk"}};
  const auto report = play_reading(server, seen, reading);
  const auto step = report.step("talk").tagged("model", "small");
  EXPECT_EQ(step.counter(metrics::sse_streams).sum, 1);
  EXPECT_EQ(step.counter(metrics::sse_events).sum, 3);
  EXPECT_EQ(step.trend(metrics::sse_time_to_first_event).count(), 1u);
  EXPECT_EQ(step.trend(metrics::sse_event_gap).count(), 2u);
  EXPECT_EQ(step.counter(metrics::sse_reconnects).sum, 0);
  EXPECT_EQ(step.counter(metrics::sse_tokens).sum, 0);
}

TEST(EventStream, CountsTokensWhereAsked) {
  const HttpTestServer server(always(ending("data:\n\ndata: a\n\ndata: bcd\n\ndata:\n\n")));
  Seen seen;
  const auto length = [](const ServerSentEvent& event) { return double(event.data.size()); };
  const Reading reading{.options = {.tokens = length}};
  const auto report = play_reading(server, seen, reading);
  EXPECT_EQ(sum(report, metrics::sse_events), 4);
  EXPECT_EQ(sum(report, metrics::sse_tokens), 4);
  EXPECT_EQ(report.trend(metrics::sse_time_to_first_token).count(), 1u);
}

// The journey would be the slowest part, were its calls what is measured.
TEST(EventStream, MeasuresWhenEventsArriveAndNotWhenTheyAreRead) {
  const HttpTestServer server(always(ending("data: a\n\ndata: b\n\n")));
  const auto journey = [](User& user) -> Task<> {
    EventStream stream(user);
    const Request request{.route = "/events"};
    co_await stream.open(request);
    co_await user.pause(300ms);
    co_await stream.next(10s);
    co_await user.pause(300ms);
    co_await stream.next(10s);
  };
  const auto report = play_one(journey, server.url());
  EXPECT_LT(report.trend(metrics::sse_time_to_first_event).max(), 300);
  EXPECT_LT(report.trend(metrics::sse_event_gap).max(), 300);
  EXPECT_LT(report.trend(metrics::service).max(), 300);
}

// Of two streams planned 50 ms apart, the second one waits for the only user, who is busy for 300
// ms.
TEST(EventStream, CountsTheResponseToItsFirstEventFromThePlan) {
  const HttpTestServer server(always(ending("data: a\n\n")));
  const auto journey = [](User& user) -> Task<> {
    EventStreamOptions options;
    options.tokens = [](const ServerSentEvent&) { return 1.0; };
    EventStream stream(user, options);
    const Request request{.route = "/events"};
    co_await stream.open(request);
    co_await stream.next(10s);
    co_await user.pause(300ms);
  };
  auto plan = plan_of(journey, hold(20_per_s, 100ms));
  plan.max_users = 1_users;
  const auto report = play(plan, settings_for(server.url()));
  const auto from_plan = report.trend(metrics::sse_response_to_first_event);
  const auto from_sending = report.trend(metrics::sse_time_to_first_event);
  ASSERT_EQ(from_plan.count(), 2u);
  EXPECT_GE(from_plan.mean() - from_sending.mean(), 250 / 2);
  EXPECT_GE(from_plan.max(), 250);
  EXPECT_GE(report.trend(metrics::sse_response_to_first_token).max(), 250);
  EXPECT_LE(from_plan.max(), report.trend(metrics::response).max());
}

TEST(EventStream, SucceedsWhereTheJourneyClosesIt) {
  HttpTestServer server(always(going_on("data: a\n\ndata: b\n\ndata: c\n\n")));
  Seen seen;
  const auto report = play_reading(server, seen, {.most = 2});
  EXPECT_EQ(seen.text(), "a b ");
  EXPECT_EQ(seen.error, ErrorKind::none);
  EXPECT_EQ(report.rate(metrics::step_failed).count, 1u);
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 0u);
  EXPECT_THAT(report.step("GET /events").values_of("status"), ElementsAre("200"));
  EXPECT_EQ(server.accepted(), 1u);
}

TEST(EventStream, IsClosedWhereItsBlockEnds) {
  const HttpTestServer server([](const ServedRequest& request) {
    return request.target == "/events" ? going_on("data: a\n\n") : Reply{};
  });
  const auto journey = [](User& user) -> Task<> {
    {
      EventStream stream(user);
      const Request request{.route = "/events"};
      EXPECT_TRUE(co_await stream.open(request));
      EXPECT_TRUE(stream.is_open());
    }
    co_await user.get("/after");
  };
  const auto report = play_one(journey, server.url());
  EXPECT_EQ(report.step("GET /events").counter(metrics::step_successes).sum, 1);
  EXPECT_EQ(report.facts().account.finished, 1u);
}

TEST(EventStream, FailsWhereItIsCutInTheMiddleAndGivesWhatCameBefore) {
  const HttpTestServer server(always(breaking("data: a\n\ndata: b")));
  Seen seen;
  const auto report = play_reading(server, seen);
  EXPECT_TRUE(seen.opened);
  EXPECT_EQ(seen.text(), "a ");
  EXPECT_EQ(seen.error, ErrorKind::truncated);
  EXPECT_THAT(report.step("GET /events").values_of("error"), ElementsAre("truncated"));
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 1u);
  EXPECT_EQ(report.rate(metrics::http_req_failed).passes, 1u);
}

TEST(EventStream, FailsWhereTheJourneyWaitsInVain) {
  const HttpTestServer server(always(going_on("data: a\n\n")));
  Seen seen;
  const auto report = play_reading(server, seen, {.patience = 50ms});
  EXPECT_EQ(seen.text(), "a ");
  EXPECT_EQ(seen.error, ErrorKind::timeout);
  EXPECT_THAT(report.step("GET /events").values_of("error"), ElementsAre("timeout"));
}

TEST(EventStream, FailsWithTheStatusOfAnotherAnswer) {
  const HttpTestServer server(always({.status = 503, .body = "busy"}));
  Seen seen;
  const auto report = play_reading(server, seen);
  EXPECT_FALSE(seen.opened);
  EXPECT_EQ(seen.error, ErrorKind::none);
  EXPECT_EQ(seen.answer.status, 503);
  EXPECT_EQ(seen.answer.body, "busy");
  EXPECT_THAT(report.step("GET /events").values_of("status"), ElementsAre("503"));
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 1u);
  EXPECT_EQ(report.trend(metrics::sse_time_to_first_event).count(), 0u);
}

TEST(EventStream, FailsWithAnAnswerOfAnotherType) {
  const HttpTestServer server(
      always({.body = "data: a\n\n", .headers = {{"Content-Type", "text/plain"}}}));
  Seen seen;
  const auto report = play_reading(server, seen);
  EXPECT_FALSE(seen.opened);
  EXPECT_THAT(seen.events, IsEmpty());
  EXPECT_EQ(seen.error, ErrorKind::wrong_content_type);
  EXPECT_THAT(report.step("GET /events").values_of("error"), ElementsAre("wrong_content_type"));
}

TEST(EventStream, FailsWithAStatusThatIsNoStreamEvenWhereItIsExpected) {
  const HttpTestServer server(always({.status = 204}));
  Seen seen;
  const auto report = play_reading(server, seen);
  EXPECT_FALSE(seen.opened);
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 1u);
}

TEST(EventStream, FailsWhereNobodyListens) {
  HttpTestServer server(always(ending("")));
  const auto url = server.url();
  server.stop();
  Seen seen;
  const Reading reading{.options = {.reconnects = 3}};
  const auto report = play_reading(server, seen, reading);
  EXPECT_FALSE(seen.opened);
  EXPECT_EQ(seen.error, ErrorKind::connection_refused);
  EXPECT_EQ(sum(report, metrics::sse_streams), 1) << "what never was open is not opened again";
}

TEST(EventStream, FailsWhereNoHeaderComesInTime) {
  const HttpTestServer server(always({.mute = true}));
  Seen seen;
  const Reading reading;
  auto plan = plan_of([&](User& user) { return read(user, reading, seen); },
                      iterations(1).shared_by(1_users));
  plan.http.timeout = 50ms;
  const auto report = play(plan, settings_for(server.url()));
  EXPECT_FALSE(seen.opened);
  EXPECT_EQ(seen.error, ErrorKind::timeout);
  EXPECT_THAT(report.step("GET /events").values_of("error"), ElementsAre("timeout"));
}

TEST(EventStream, FailsWhereTheJourneyLeavesItWithAnException) {
  const HttpTestServer server(always(going_on("data: a\n\n")));
  const auto journey = [](User& user) -> Task<> {
    EventStream stream(user);
    const Request request{.route = "/events"};
    co_await stream.open(request);
    co_await stream.next(10s);
    throw std::runtime_error("not what was expected");
  };
  const auto report = play_one(journey, server.url());
  EXPECT_EQ(report.rate(metrics::step_failed).count, 1u);
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 1u);
  EXPECT_THAT(report.step("GET /events").values_of("error"), ElementsAre("exception"));
}

TEST(EventStream, LastsLongerThanTheTimeoutOfThePlan) {
  const HttpTestServer server(always(going_on("data: a\n\n")));
  auto plan = plan_of(
      [](User& user) -> Task<> {
        EventStream stream(user);
        const Request request{.route = "/events"};
        co_await stream.open(request);
        co_await user.pause(150ms);
        EXPECT_TRUE(stream.is_open());
      },
      iterations(1).shared_by(1_users));
  plan.http.timeout = 50ms;
  const auto report = play(plan, settings_for(server.url()));
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 0u);
  EXPECT_GE(report.trend(metrics::service).max(), 150);
}

TEST(EventStream, FailsWhereAnEventIsTooLarge) {
  const HttpTestServer server(
      always(going_on("data: a\n\ndata: " + std::string(100, 'x') + "\n\n")));
  Seen seen;
  const Reading reading{.options = {.reconnects = 3, .max_event = 50}};
  const auto report = play_reading(server, seen, reading);
  EXPECT_EQ(seen.text(), "a ");
  EXPECT_EQ(seen.error, ErrorKind::too_large);
  EXPECT_EQ(seen.answer.error_text, "an event is larger than max_event");
  EXPECT_EQ(sum(report, metrics::sse_reconnects), 0);
}

std::string events_of(int number) {
  std::string all;
  for (int i = 0; i < number; ++i) all += "data: " + std::to_string(i) + "\n\n";
  return all;
}

TEST(EventStream, DropsTheOldestOfTooManyUnreadEventsButMeasuresThem) {
  const HttpTestServer server(always(ending(events_of(100))));
  Seen seen;
  const Reading reading{.options = {.max_unread = 1000}};
  const auto report = play_reading(server, seen, reading);
  EXPECT_GT(seen.dropped, 0u);
  EXPECT_EQ(seen.dropped + seen.events.size(), 100u);
  EXPECT_EQ(seen.events.back().data, "99");
  EXPECT_EQ(sum(report, metrics::sse_events), 100);
}

TEST(EventStream, UnpacksCompressedContent) {
  // "data: packed\n\n" as gzip writes it without packing it.
  const std::string text = "data: packed\n\n";
  std::string gzip("\x1f\x8b\x08\0\0\0\0\0\0\xff\x01\x0e\0\xf1\xff", 15);
  gzip += text;
  const std::string packed_header =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\n"
      "Transfer-Encoding: chunked\r\n\r\n";
  const HttpTestServer server(always({.raw = packed_header + chunk(gzip)}));
  Seen seen;
  play_reading(server, seen, {.most = 1});
  EXPECT_EQ(seen.text(), "packed ");
}

/// Answers the first request with the first reply and so on, and the rest with the last one.
HttpTestServer::Script one_after_another(std::vector<Reply> replies) {
  return [replies, at = std::make_shared<std::atomic<std::size_t>>(0)](const ServedRequest&) {
    return replies[std::min((*at)++, replies.size() - 1)];
  };
}

TEST(EventStream, IsOpenedAgainWithTheLastEventIdWhereItWasCut) {
  const HttpTestServer server(one_after_another(
      {breaking("retry: 0\nid: 1\ndata: a\n\nid: 2\ndata: b"), ending("id: 2\ndata: b\n\n")}));
  Seen seen;
  const Reading reading{.options = {.reconnects = 1}};
  const auto report = play_reading(server, seen, reading);
  EXPECT_EQ(seen.text(), "a b ");
  EXPECT_EQ(seen.error, ErrorKind::none);
  const auto requests = server.requests();
  ASSERT_THAT(requests, SizeIs(2));
  EXPECT_EQ(requests[0].count("Last-Event-ID"), 0u);
  EXPECT_EQ(requests[1].header("Last-Event-ID"), "1");
  EXPECT_EQ(sum(report, metrics::sse_streams), 2);
  EXPECT_EQ(sum(report, metrics::sse_reconnects), 1);
  EXPECT_EQ(sum(report, metrics::sse_events), 2);
  EXPECT_EQ(report.trend(metrics::sse_time_to_first_event).count(), 1u);
  EXPECT_EQ(report.trend().count(), 1u) << "it is one step";
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 0u);
}

// The wait before the second connection would be the longest gap, and most of the tokens' time.
TEST(EventStream, MeasuresNothingAcrossTwoConnections) {
  const HttpTestServer server(
      one_after_another({breaking("retry: 200\ndata: a\n\n"), ending("data: b\n\n")}));
  Seen seen;
  const Reading reading{
      .options = {.reconnects = 1, .tokens = [](const ServerSentEvent&) { return 1.0; }}};
  const auto report = play_reading(server, seen, reading);
  EXPECT_EQ(seen.text(), "a b ");
  EXPECT_EQ(sum(report, metrics::sse_tokens), 2);
  EXPECT_EQ(report.trend(metrics::sse_event_gap).count(), 0u);
  EXPECT_EQ(report.trend(metrics::sse_tokens_per_second).count(), 0u);
  EXPECT_EQ(report.trend(metrics::sse_time_to_first_event).count(), 1u);
  EXPECT_EQ(report.trend(metrics::sse_time_to_first_token).count(), 1u);
}

TEST(EventStream, IsOpenedAgainNoMoreOftenThanAllowed) {
  const HttpTestServer server(always(breaking("retry: 1\nid: 1\ndata: a\n\n")));
  Seen seen;
  const Reading reading{.options = {.reconnects = 2}};
  const auto report = play_reading(server, seen, reading);
  EXPECT_EQ(seen.text(), "a a a ");
  EXPECT_EQ(seen.error, ErrorKind::truncated);
  EXPECT_EQ(server.requests().size(), 3u);
  EXPECT_EQ(server.requests().back().count("Last-Event-ID"), 1u);
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 1u);
}

TEST(EventStream, IsOpenedAgainWhereTheServiceEndedItUntilThatSaysNo) {
  const HttpTestServer server(
      one_after_another({ending("retry: 1\ndata: a\n\n"), ending("data: b\n\n"), {.status = 204}}));
  Seen seen;
  const Reading reading{.options = {.reconnects = 10}};
  const auto report = play_reading(server, seen, reading);
  EXPECT_EQ(seen.text(), "a b ");
  EXPECT_EQ(seen.error, ErrorKind::none);
  EXPECT_EQ(seen.answer.status, 204);
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 0u);
  EXPECT_EQ(server.requests().size(), 3u);
}

TEST(EventStream, FailsWhereItIsOpenedAgainToAnotherAnswer) {
  const HttpTestServer server(
      one_after_another({breaking("retry: 1\ndata: a\n\n"), {.status = 500}}));
  Seen seen;
  const Reading reading{.options = {.reconnects = 10}};
  const auto report = play_reading(server, seen, reading);
  EXPECT_EQ(seen.answer.status, 500);
  EXPECT_THAT(report.step("GET /events").values_of("status"), ElementsAre("500"));
  EXPECT_EQ(server.requests().size(), 2u);
}

TEST(EventStream, MayBeClosedBetweenTwoConnections) {
  const HttpTestServer server(always(breaking("retry: 3600000\ndata: a\n\n")));
  Seen seen;
  const Reading reading{.options = {.reconnects = 1}, .most = 1};
  const auto journey = [&](User& user) -> Task<> {
    EventStream stream(user, reading.options);
    co_await stream.open(reading.request);
    while (server.open() > 0) co_await user.pause(1ms);
    co_await user.pause(20ms);
  };
  const auto report = play_one(journey, server.url());
  EXPECT_EQ(report.rate(metrics::step_failed).count, 1u);
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 0u);
}

Task<> listen_for_ever(User& user) {
  EventStream stream(user);
  const Request request{.route = "/events"};
  co_await stream.open(request);
  while (co_await stream.next(1h)) {
  }
}

Task<> think_with_an_open_stream(User& user) {
  EventStream stream(user);
  const Request request{.route = "/events"};
  co_await stream.open(request);
  co_await user.pause(1h);
}

Task<> listen_in_a_branch(User& user) {
  std::vector<Task<>> parts;
  parts.push_back(listen_for_ever(user));
  co_await user.in_parallel(std::move(parts));
}

class CutOffStream : public ::testing::TestWithParam<Task<> (*)(User&)> {};

TEST_P(CutOffStream, IsNeitherSuccessNorFailure) {
  const HttpTestServer server(always(going_on("data: a\n\n")));
  auto plan = plan_of(GetParam(), hold(2_users, 500ms));
  plan.graceful_stop = 0s;
  const auto report = play(plan, settings_for(server.url()));
  EXPECT_EQ(report.step("GET /events").counter(metrics::interrupted_requests).sum, 2);
  EXPECT_EQ(report.rate(metrics::step_failed).count, 0u);
  EXPECT_EQ(sum(report, metrics::sse_events), 2);
  EXPECT_EQ(report.facts().account.interrupted, 2u);
  expect_all_accounted_for(report);
}

INSTANTIATE_TEST_SUITE_P(EventStream, CutOffStream,
                         ::testing::Values(listen_for_ever, think_with_an_open_stream,
                                           listen_in_a_branch));

Task<> cut_off_beside_a_failure(User& user) {
  bool is_listening = false;
  const auto listen = [](User& own, bool& listening) -> Task<> {
    EventStream stream(own);
    const Request request{.route = "/events"};
    co_await stream.open(request);
    listening = true;
    while (co_await stream.next(1h)) {
    }
  };
  Branches branches;
  const auto fail = [](User& own, bool& listening, Branches& siblings) -> Task<> {
    while (!listening) co_await own.pause(1ms);
    siblings.interrupt();
    throw std::runtime_error("the other part is wanted no more");
  };
  std::vector<Task<>> parts;
  parts.push_back(listen(user, is_listening));
  parts.push_back(fail(user, is_listening, branches));
  co_await play_in_parallel(user.state().context.loop, branches, std::move(parts));
}

TEST(EventStream, IsNeitherSuccessNorFailureWhereItsPartIsCutOffBecauseAnotherFailed) {
  const HttpTestServer server(always(going_on("data: a\n\n")));
  const auto report = play_one(cut_off_beside_a_failure, server.url());
  EXPECT_EQ(report.step("GET /events").counter(metrics::interrupted_requests).sum, 1);
  EXPECT_EQ(report.rate(metrics::step_failed).count, 0u);
}

// Unlike a request, which would have had all the time that the plan grants.
TEST(EventStream, IsNeitherSuccessNorFailureHoweverOldItIsWhenItIsCutOff) {
  const HttpTestServer server(always(going_on("data: a\n\n")));
  auto plan = plan_of(listen_for_ever, hold(1_users, 1100ms));
  plan.graceful_stop = 0s;
  const auto report = play(plan, settings_for(server.url()));
  EXPECT_EQ(report.step("GET /events").counter(metrics::interrupted_requests).sum, 1);
  EXPECT_EQ(report.rate(metrics::step_failed).count, 0u);
}

TEST(EventStream, ThatIsCutOffBeforeItsHeaderIsNeitherSuccessNorFailure) {
  const HttpTestServer server(always({.mute = true}));
  auto plan = plan_of(listen_for_ever, hold(2_users, 500ms));
  plan.graceful_stop = 0s;
  const auto report = play(plan, settings_for(server.url()));
  EXPECT_EQ(report.step("GET /events").counter(metrics::interrupted_requests).sum, 2);
  EXPECT_EQ(report.rate(metrics::step_failed).count, 0u);
}

/// Why an iteration failed.
std::string mistake_in(Journey journey, const HttpTestServer& server) {
  const auto reasons = play_one(std::move(journey), server.url()).values_of("reason");
  return reasons.empty() ? "" : reasons.front();
}

TEST(EventStream, IsReadByOnePartOfAJourneyOnly) {
  const HttpTestServer server(always(going_on(":\n")));
  const auto journey = [](User& user) -> Task<> {
    EventStream stream(user);
    const Request request{.route = "/events"};
    co_await stream.open(request);
    const auto wait = [](EventStream& shared) -> Task<> { co_await shared.next(50ms); };
    std::vector<Task<>> parts;
    parts.push_back(wait(stream));
    parts.push_back(wait(stream));
    co_await user.in_parallel(std::move(parts));
  };
  EXPECT_THAT(mistake_in(journey, server), HasSubstr("let one of them read it"));
}

TEST(EventStream, MustBeOpenedBeforeItIsReadAndClosedBeforeItIsOpenedAgain) {
  const HttpTestServer server(always(going_on(":\n")));
  const auto read_first = [](User& user) -> Task<> {
    EventStream stream(user);
    co_await stream.next(1s);
  };
  EXPECT_THAT(mistake_in(read_first, server), HasSubstr("co_await its open() first"));
  const auto open_twice = [](User& user) -> Task<> {
    EventStream stream(user);
    const Request request{.route = "/events"};
    co_await stream.open(request);
    co_await stream.open(request);
  };
  EXPECT_THAT(mistake_in(open_twice, server), HasSubstr("close it before"));
}

TEST(EventStream, ThrowsOnWhatTheAuthorsTokensThrow) {
  const HttpTestServer server(always(going_on("data: a\n\n")));
  Seen seen;
  const auto refuse = [](const ServerSentEvent&) -> double { throw UsageError("no tokens here"); };
  const Reading reading{.options = {.tokens = refuse}};
  const auto report = play_reading(server, seen, reading);
  EXPECT_THAT(report.values_of("reason"), ElementsAre("no tokens here"));
  EXPECT_THAT(report.step("GET /events").values_of("error"), ElementsAre("exception"));
}

TEST(EventStream, IsNoStepWhereItsRequestCannotBeSent) {
  const HttpTestServer server(always(ending("")));
  const auto journey = [](User& user) -> Task<> {
    EventStream stream(user);
    const Request request{.route = "/events", .headers = {{"X-Bad", "a\nb"}}};
    co_await stream.open(request);
  };
  EXPECT_THAT(mistake_in(journey, server), HasSubstr("X-Bad"));
  EXPECT_THAT(server.requests(), IsEmpty());
}

// Each is cut off when its journey leaves it: nothing of one may show in the next.
TEST(EventStream, LeavesTheUserReadyForOtherRequests) {
  const HttpTestServer server([](const ServedRequest& request) {
    if (request.target == "/events") return going_on(events_of(3));
    return Reply{.body = "plain"};
  });
  std::atomic<int> plain{0};
  const auto journey = [&](User& user) -> Task<> {
    for (int round = 0; round < 20; ++round) {
      EventStream stream(user);
      const Request request{.route = "/events"};
      co_await stream.open(request);
      co_await stream.next(10s);
      const Response other = co_await user.get("/plain");
      plain += other.body == "plain" ? 1 : 0;
    }
  };
  const auto report = play_one(journey, server.url());
  EXPECT_EQ(plain, 20);
  EXPECT_EQ(report.rate(metrics::step_failed).count, 40u);
  EXPECT_EQ(report.rate(metrics::step_failed).passes, 0u);
}

}  // namespace
}  // namespace proofload
