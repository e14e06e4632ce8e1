// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/step_exemplar.h>

#include "engine/playing.h"
#include "support/http_test_server.h"

#include <proofload/base/secret.h>
#include <proofload/protocol/http/authorization.h>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;
using namespace testing_support;

Response answered(int status, std::string body, std::string headers = {}) {
  Response answer;
  answer.status = status;
  answer.expected = status < 400;
  answer.body = std::move(body);
  answer.header_lines = std::move(headers);
  return answer;
}

Request get() {
  Request request;
  request.route = "/x";
  return request;
}

TEST(StepExemplar, HoldsWhatWasAskedAndWhatCameBack) {
  auto answer = answered(503, "busy", "HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nX:\r\n\r\n");
  answer.timings.waiting = 4ms;
  const auto exemplar = exemplar_of(get(), "http://h/x?a=1", {}, answer);
  EXPECT_EQ(exemplar.step, "GET /x");
  EXPECT_EQ(exemplar.request, "GET http://h/x?a=1");
  EXPECT_EQ(exemplar.status, 503);
  EXPECT_TRUE(exemplar.failed);
  EXPECT_THAT(exemplar.headers, ElementsAre(Pair("Retry-After", "7"), Pair("X", "")));
  EXPECT_EQ(exemplar.body, "busy");
  EXPECT_EQ(exemplar.phases[4], (std::pair<std::string, Duration>("waiting", 4ms)));
}

TEST(StepExemplar, KeepsTheBeginningOfALongBodyAndSaysHowLongItWas) {
  const auto exemplar = exemplar_of(get(), "http://h/", {}, answered(200, std::string(9999, 'a')));
  EXPECT_EQ(exemplar.body.size(), kept_of_body);
  EXPECT_EQ(exemplar.body_size, 9999u);
}

TEST(StepExemplar, KeepsABoundedNumberOfBoundedHeaders) {
  std::string headers;
  for (int i = 0; i < 100; ++i) headers += "a: " + std::string(1000, 'b') + "\r\n";
  const auto exemplar = exemplar_of(get(), "http://h/", {}, answered(200, "", headers));
  ASSERT_EQ(exemplar.headers.size(), most_kept_headers);
  EXPECT_EQ(exemplar.headers[0].second.size(), kept_of_header);
}

TEST(StepExemplar, HidesTheValuesOfSecretHeaders) {
  const auto exemplar =
      exemplar_of(get(), "http://h/", {}, answered(200, "", "set-cookie: id=abcd1234\r\n"));
  EXPECT_THAT(exemplar.headers, ElementsAre(Pair("set-cookie", "[secret]")));
}

TEST(StepExemplar, HidesTheSecretsOfARequestThatTheServiceSendsBack) {
  auto request = get();
  request.headers = {bearer("token-of-the-request"), {"Cookie", "id=cookie-of-the-user; b=2"}};
  const std::vector<Field> given{{"X-API-Key", "key-of-the-plan"}};
  const auto exemplar = exemplar_of(
      request, "http://h/?k=key-of-the-plan", given,
      answered(500, "Bearer token-of-the-request|token-of-the-request|cookie-of-the-user",
               "echo: key-of-the-plan\r\n"));
  EXPECT_EQ(exemplar.body, "[secret]|[secret]|[secret]");
  EXPECT_EQ(exemplar.headers[0].second, "[secret]");
  EXPECT_EQ(exemplar.request, "GET http://h/?k=[secret]");
}

TEST(StepExemplar, HidesACookieThatTheAnswerSetsWhereItsBodyShowsIt) {
  const auto exemplar = exemplar_of(get(), "http://h/", {},
                                    answered(200, "is abcd1234", "set-cookie: id=abcd1234\r\n"));
  EXPECT_EQ(exemplar.body, "is [secret]");
}

TEST(StepExemplar, HidesASecretThatTheEndOfWhatIsKeptWouldSplit) {
  auto request = get();
  request.headers = {bearer("token-of-the-request")};
  const auto body = std::string(kept_of_body - 5, 'a') + "token-of-the-request";
  const auto exemplar = exemplar_of(request, "http://h/", {}, answered(500, body));
  EXPECT_THAT(exemplar.body, Not(HasSubstr("token")));
  EXPECT_EQ(exemplar.body.size(), kept_of_body);
}

TEST(StepExemplar, HidesAMarkedSecretThatTheEndOfWhatIsKeptWouldSplit) {
  const auto marked = secret("marked-for-the-cut");
  const auto body = std::string(kept_of_body - 8, 'a') + marked;
  const auto exemplar = exemplar_of(get(), "http://h/", {}, answered(500, body));
  EXPECT_THAT(exemplar.body, Not(HasSubstr("marked")));
}

TEST(StepExemplar, HidesASecretThatHidingOthersMovesToTheEndOfWhatIsKept) {
  auto request = get();
  request.headers = {bearer("token-of-the-request")};
  std::string body;
  while (body.size() < 2 * kept_of_body) body += "token-of-the-request;";
  const auto exemplar = exemplar_of(request, "http://h/", {}, answered(500, body));
  EXPECT_THAT(exemplar.body, HasSubstr("[secret];[secret]"));
  EXPECT_THAT(exemplar.body, Not(HasSubstr("to"))) << "nor a part of it";
}

Task<> ask_twice(User& user) {
  co_await user.get("/good");
  co_await user.get("/bad");
}

TEST(Run, KeepsItsSlowestAndItsFirstFailedRequestsAsExemplars) {
  HttpTestServer server([](const auto& request) {
    return Reply{.status = request.target == "/bad" ? 503 : 200,
                 .body = "body of " + request.target};
  });
  const auto report =
      play(plan_of(ask_twice, iterations(20).shared_by(2_users)), settings_for(server.url()));
  const auto& exemplars = report.facts().exemplars;
  ASSERT_EQ(exemplars.slowest().size(), 10u);
  EXPECT_EQ(exemplars.slowest()[0].body, "body of /good");
  EXPECT_EQ(in_milliseconds(exemplars.slowest()[0].response),
            report.step("GET /good").trend(metrics::response).max());
  ASSERT_EQ(exemplars.failed().size(), 3u);
  EXPECT_EQ(exemplars.failed()[0].status, 503);
}

}  // namespace
}  // namespace proofload
