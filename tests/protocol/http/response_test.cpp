// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/response.h>

#include <gmock/gmock.h>

#include <sstream>

namespace proofload {
namespace {

using ::testing::Optional;
using ::testing::Throws;
using ::testing::ThrowsMessage;

std::string text_of(const Response& response) {
  std::ostringstream out;
  out << response;
  return out.str();
}

Response response_with_header(std::string lines) {
  Response response;
  response.header_lines = std::move(lines);
  return response;
}

TEST(Response, IsOkWhenItCameAndIsExpected) {
  Response response;
  EXPECT_FALSE(response.ok());
  response.status = 404;
  EXPECT_FALSE(response.ok());
  response.expected = true;
  EXPECT_TRUE(response.ok());
  response.status = 0;
  EXPECT_FALSE(response.ok());
}

TEST(Response, FindsAHeaderWhateverTheCaseOfItsName) {
  const auto response = response_with_header(
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Empty:\r\nETag:\"a:b\"\r\n\r\n");
  EXPECT_THAT(response.header("content-type"), Optional(std::string("text/html")));
  EXPECT_THAT(response.header("CONTENT-TYPE"), Optional(std::string("text/html")));
  EXPECT_THAT(response.header("etag"), Optional(std::string("\"a:b\"")));
  EXPECT_THAT(response.header("x-empty"), Optional(std::string()));
}

TEST(Response, FindsNoHeaderByAPartOfItsNameOrByItsValue) {
  const auto response = response_with_header("HTTP/1.1 200 OK\r\nContent-Type: x-id: 5\r\n\r\n");
  for (const char* name : {"content", "type", "x-id", "content-type:", "", "missing"})
    EXPECT_EQ(response.header(name), std::nullopt) << name;
  EXPECT_EQ(Response().header("any"), std::nullopt);
}

TEST(Response, TakesTheSpaceAroundAHeaderValueAway) {
  const auto response = response_with_header("A: \t one two \t\r\nB: \t \r\n\r\n");
  EXPECT_THAT(response.header("a"), Optional(std::string("one two")));
  EXPECT_THAT(response.header("b"), Optional(std::string()));
}

TEST(Response, FindsHeadersOfAServerThatEndsItsLinesWithoutCarriageReturn) {
  const auto response = response_with_header("HTTP/1.1 200 OK\nA: 1\nB: 2\n\n");
  EXPECT_THAT(response.header("a"), Optional(std::string("1")));
  EXPECT_THAT(response.header("b"), Optional(std::string("2")));
}

TEST(Response, FindsAHeaderInALastLineThatIsCutOff) {
  EXPECT_THAT(response_with_header("A: 1\r\nB: 2").header("b"), Optional(std::string("2")));
}

TEST(Response, SaysWhichHeaderIsMissing) {
  const auto response = response_with_header("HTTP/1.1 200 OK\r\nX-Id: 7\r\n\r\n");
  EXPECT_EQ(response.required_header("x-id"), "7");
  EXPECT_THAT([&] { response.required_header("Location"); },
              ThrowsMessage<MissingValue>("the answer has no header \"Location\""));
}

TEST(Response, FindsTheCookiesItSets) {
  const auto response = response_with_header(
      "HTTP/1.1 200 OK\r\nSet-Cookie: session=a=b; Path=/; Secure\r\nset-cookie:theme = dark \r\n"
      "Set-Cookie: empty=\r\nSet-Cookie: flag\r\nX: other=1\r\n\r\n");
  EXPECT_THAT(response.cookie("session"), Optional(std::string("a=b")));
  EXPECT_THAT(response.cookie("theme"), Optional(std::string("dark")));
  EXPECT_THAT(response.cookie("empty"), Optional(std::string()));
  for (const char* name : {"Session", "Path", "flag", "other", ""})
    EXPECT_EQ(response.cookie(name), std::nullopt) << name;
}

TEST(Response, GivesTheLastOfTheCookiesOfAName) {
  const auto response = response_with_header("Set-Cookie: a=1\r\nSet-Cookie: a=2; HttpOnly\r\n");
  EXPECT_THAT(response.cookie("a"), Optional(std::string("2")));
}

TEST(Response, SaysWhichCookieIsMissing) {
  const auto response = response_with_header("Set-Cookie: a=secret\r\n");
  EXPECT_EQ(response.required_cookie("a"), "secret");
  EXPECT_THAT([&] { response.required_cookie("session"); },
              ThrowsMessage<MissingValue>("the answer has no cookie \"session\""));
}

TEST(Response, CapturesFromItsBody) {
  Response response;
  response.body = "<input name=\"token\" value=\"s3\"> id=1 id=2";
  EXPECT_EQ(response.capture("value=\"([^\"]*)\""), "s3");
  EXPECT_EQ(response.capture("(i)(d)=1", 2), "d");
  EXPECT_EQ(response.capture("id=\\d", 0), "id=1");
  EXPECT_THAT(response.find("id=(2)"), Optional(std::string("2")));
  EXPECT_EQ(response.find("id=(3)"), std::nullopt);
  EXPECT_THAT(response.find_all(Pattern("id=(\\d)")), testing::ElementsAre("1", "2"));
}

TEST(Response, SaysWhatItCouldNotCaptureAndNotWhatItHolds) {
  Response response;
  response.body = "secret";
  EXPECT_THAT([&] { response.capture("token=(\\w+)"); },
              ThrowsMessage<MissingValue>("the answer has no match for \"token=(\\w+)\""));
  EXPECT_THAT([&] { response.capture("a|s(x)?", 1); }, Throws<MissingValue>());
}

TEST(Response, ReadsItsBodyAsJson) {
  Response response;
  response.body = R"({"id": 7})";
  EXPECT_EQ(response.at("/id").integer(), 7);
  EXPECT_EQ(response.json().size(), 1u);
  EXPECT_THROW(response.at("/name"), MissingValue);
}

TEST(Response, HasNoValueInABodyThatIsNoJson) {
  Response response;
  EXPECT_THROW(response.json(), MissingValue);
  response.body = "\"\xff\"";
  EXPECT_THROW(response.json(), MissingValue);
  response.body.assign(1 << 20, '[');
  EXPECT_THROW(response.at("/id"), MissingValue);
}

TEST(Response, IsWrittenWithoutItsContent) {
  Response response;
  response.status = 404;
  response.body = "secret secret 1";
  response.header_lines = "Set-Cookie: secret\r\n";
  response.service = 1200us;
  EXPECT_EQ(text_of(response), "status 404, 15 B in 1.2 ms");
  response.error = ErrorKind::connection_refused;
  response.error_text = "secret";
  response.service = 300us;
  EXPECT_EQ(text_of(response), "connection_refused after 300 µs");
}

TEST(HttpTimings, AddUpToTheDurationOfK6) {
  HttpTimings timings;
  timings.blocked = 100ms;
  timings.connecting = 50ms;
  timings.sending = 1ms;
  timings.waiting = 20ms;
  timings.receiving = 300ms;
  EXPECT_EQ(timings.duration(), 321ms);
}

}  // namespace
}  // namespace proofload
