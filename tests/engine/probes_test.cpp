// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/probes.h>

#include <service/eventually.h>
#include <support/http_test_server.h>

#include <gmock/gmock.h>

#include <atomic>
#include <limits>
#include <stdexcept>

namespace proofload {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::StartsWith;
using testing_support::HttpTestServer;
using testing_support::Reply;
using testing_support::ServedRequest;

constexpr Metric in_flight = gauge("in_flight");
constexpr Metric queue_depth = gauge("queue_depth");
constexpr auto nowhere = "http://127.0.0.1:1";

ProbePlan asking(std::function<double()> read) {
  return {.functions = {{queue_depth, std::move(read)}}};
}

ProbePlan reading(std::vector<PrometheusValue> values, HttpOptions http = {}) {
  return {.endpoints = {{"/metrics", std::move(values), std::move(http)}}};
}

// The values that come first; none where none came in time.
std::vector<std::pair<Metric, double>> first_values(RunningProbes& probes) {
  std::vector<std::pair<Metric, double>> values;
  eventually([&] {
    values = probes.take();
    return !values.empty();
  });
  return values;
}

TEST(Probes, AskAFunctionEachTime) {
  double depth = 2;
  RunningProbes probes(asking([&] { return ++depth; }), nowhere);
  EXPECT_THAT(probes.take(), ElementsAre(Pair(queue_depth, 3)));
  EXPECT_THAT(probes.take(), ElementsAre(Pair(queue_depth, 4)));
  EXPECT_THAT(probes.end(), IsEmpty());
}

TEST(Probes, NoteAFunctionThatThrowsOrHasNoNumber) {
  int asked = 0;
  RunningProbes probes(asking([&]() -> double {
                         if (++asked == 3) throw std::runtime_error("the queue is closed");
                         return asked == 2 ? std::numeric_limits<double>::quiet_NaN() : 7;
                       }),
                       nowhere);
  EXPECT_THAT(probes.take(), ElementsAre(Pair(queue_depth, 7)));
  EXPECT_THAT(probes.take(), IsEmpty());
  EXPECT_THAT(probes.take(), IsEmpty());
  EXPECT_THAT(probes.end(),
              ElementsAre("the probe queue_depth had no value 2 of 3 times; the last time: the "
                          "queue is closed"));
}

TEST(Probes, NoteAFunctionThatThrowsWhatIsNoException) {
  RunningProbes probes(asking([]() -> double { throw 7; }), nowhere);
  EXPECT_THAT(probes.take(), IsEmpty());
  EXPECT_THAT(probes.end(), ElementsAre(HasSubstr("no std::exception")));
}

TEST(Probes, ReadTheValuesOfAMetricsEndpoint) {
  const HttpTestServer server([](const ServedRequest& request) {
    return Reply{.body = request.target + " 1\nrequests{path=\"/a\"} 3\nrequests{path=\"/b\"} 4\n"};
  });
  RunningProbes probes(reading({{"requests", in_flight}, {"requests{path=\"/b\"}", queue_depth}}),
                       server.url());
  EXPECT_THAT(first_values(probes), ElementsAre(Pair(in_flight, 7), Pair(queue_depth, 4)));
  EXPECT_THAT(probes.end(), IsEmpty());
  EXPECT_EQ(server.requests().front().target, "/metrics");
}

TEST(Probes, GiveEveryAnswerOfAnEndpointOnce) {
  std::atomic<int> asked{0};
  const HttpTestServer server([&](const ServedRequest&) {
    return Reply{.body = "requests " + std::to_string(++asked) + "\n"};
  });
  RunningProbes probes(reading({{"requests", in_flight}}), server.url());
  double last = 0;
  EXPECT_TRUE(eventually([&] {
    for (const auto& [metric, value] : probes.take()) {
      EXPECT_GT(value, last);
      last = value;
    }
    return last >= 2;
  }));
}

TEST(Probes, SendTheHeadersTheyAreGiven) {
  const HttpTestServer server([](const ServedRequest&) { return Reply{.body = "requests 1\n"}; });
  RunningProbes probes(reading({{"requests", in_flight}}, {.headers = {{"X-API-Key", "caracal"}}}),
                       server.url());
  first_values(probes);
  EXPECT_EQ(server.requests().front().header("X-API-Key"), "caracal");
}

TEST(Probes, NoteASeriesThatIsNotOnThePage) {
  const HttpTestServer server([](const ServedRequest&) { return Reply{.body = "other 1\n"}; });
  RunningProbes probes(reading({{"other", in_flight}, {"requests", queue_depth}}), server.url());
  EXPECT_THAT(first_values(probes), ElementsAre(Pair(in_flight, 1)));
  EXPECT_THAT(probes.end(), ElementsAre(AllOf(StartsWith("the probe requests had no value 1 of 1"),
                                              HasSubstr("no such series"))));
}

TEST(Probes, NoteAnEndpointThatAnswersOtherwise) {
  const HttpTestServer server(
      [](const ServedRequest&) { return Reply{.status = 503, .body = "requests 1\n"}; });
  RunningProbes probes(reading({{"requests", in_flight}}), server.url());
  ASSERT_TRUE(eventually([&] { return server.requests().size() >= 2; }));
  EXPECT_THAT(probes.take(), IsEmpty());
  EXPECT_THAT(probes.end(),
              ElementsAre(AllOf(StartsWith("the probe " + server.url() + "/metrics had no value "),
                                HasSubstr("the last time: answered 503"))));
}

TEST(Probes, EndAtOnceWhileAnEndpointIsSilent) {
  const HttpTestServer server([](const ServedRequest&) { return Reply{.mute = true}; });
  RunningProbes probes(reading({{"requests", in_flight}}), server.url());
  ASSERT_TRUE(eventually([&] { return !server.requests().empty(); }));
  EXPECT_THAT(probes.take(), IsEmpty());
  probes.end();
  EXPECT_TRUE(eventually([&] { return server.open() == 0; })) << "the connection is let go";
}

TEST(Probes, HaveNoProblemsAsTheyShouldBe) {
  auto probes = reading({{"requests{code=\"200\"}", in_flight}});
  probes.functions = {{queue_depth, [] { return 1.0; }}};
  EXPECT_THAT(problems(probes), IsEmpty());
}

TEST(Probes, AreRefusedWithWhatIsWrongWithThem) {
  const auto first_problem = [](const ProbePlan& probes) {
    const auto wrong = problems(probes);
    return wrong.empty() ? std::string() : wrong.front();
  };
  EXPECT_THAT(first_problem({.functions = {{counter("depth"), [] { return 1.0; }}}}),
              HasSubstr("the probe depth is a counter: a probe is a gauge, gauge(\"depth\")"));
  EXPECT_THAT(first_problem({.functions = {{gauge("vus"), [] { return 1.0; }}}}),
              HasSubstr("the probe vus has the name of a built-in metric"));
  EXPECT_THAT(first_problem(reading({{"a", in_flight}, {"b", in_flight}})),
              HasSubstr("the probe in_flight is there twice"));
  EXPECT_THAT(first_problem(reading({{"sum(a)", in_flight}})),
              HasSubstr("the probe of /metrics: \"sum(a)\" is no series"));
  EXPECT_THAT(first_problem(reading({})), HasSubstr("the probe of /metrics asks for no value"));
  EXPECT_THAT(first_problem({.endpoints = {{"metrics", {{"a", in_flight}}}}}),
              HasSubstr("the probe of metrics: "));
}

}  // namespace
}  // namespace proofload
