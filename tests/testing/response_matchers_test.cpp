// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/response_matchers.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Response answer(int status, std::string body) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  response.header_lines =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n\r\n";
  return response;
}

TEST(ResponseMatchers, LookAtTheStatus) {
  EXPECT_THAT(answer(201, ""), HasStatus(201));
  EXPECT_THAT(answer(201, ""), HasStatus(AnyOf(200, 201)));
  EXPECT_THAT(answer(404, ""), Not(HasStatus(200)));
}

TEST(ResponseMatchers, LookAtBodyAndHeader) {
  EXPECT_THAT(answer(200, "hello"), HasBody(HasSubstr("ell")));
  EXPECT_THAT(answer(200, "hello"), HasBody("hello"));
  EXPECT_THAT(answer(200, ""), HasHeader("content-type", StartsWith("application/json")));
  EXPECT_THAT(answer(200, ""), HasHeader("CONTENT-TYPE"));
  EXPECT_THAT(answer(200, ""), Not(HasHeader("etag")));
}

TEST(ResponseMatchers, LookIntoJson) {
  const auto json =
      answer(200, R"({"id": "a7", "n": 3, "ok": true, "list": [1, 2], "none": null})");
  EXPECT_THAT(json, HasJson("/id"));
  EXPECT_THAT(json, HasJson("/id", "a7"));
  EXPECT_THAT(json, HasJson("/id", StartsWith("a")));
  EXPECT_THAT(json, HasJson("/n", 3));
  EXPECT_THAT(json, HasJson("/ok", true));
  EXPECT_THAT(json, HasJson("/list/1", 2));
  EXPECT_THAT(json, Not(HasJson("/list/2")));
  EXPECT_THAT(json, Not(HasJson("/ok", false)));
}

TEST(ResponseMatchers, DoNotMatchWhatIsNoJson) {
  EXPECT_THAT(answer(200, "<html>"), Not(HasJson("/id")));
  EXPECT_THAT(answer(200, ""), Not(HasJson("")));
}

TEST(ResponseMatchers, SayWhatIsMissing) {
  testing::StringMatchResultListener listener;
  EXPECT_FALSE(testing::ExplainMatchResult(HasJson("/id"), answer(200, "{}"), &listener));
  EXPECT_EQ(listener.str(), "which has no JSON value at \"/id\"");
}

}  // namespace
}  // namespace proofload
