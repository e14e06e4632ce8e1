// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/http/route.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string url(const Request& request, std::string_view target = "http://host") {
  const auto result = url_of(request, target);
  return result ? result.value() : "error: " + result.error();
}

TEST(StepName, IsMethodAndRouteWithoutQueryUnlessTheAuthorGaveOne) {
  EXPECT_EQ(step_name({.route = "/users/{id}"}), "GET /users/{id}");
  EXPECT_EQ(step_name({.method = "POST", .route = "/search?q={term}"}), "POST /search");
  EXPECT_EQ(step_name({.route = "/users/{id}", .name = "profile"}), "profile");
}

TEST(UrlOf, AppendsTheRouteToTheTarget) {
  EXPECT_EQ(url({.route = "/health"}), "http://host/health");
  EXPECT_EQ(url({.route = "/health"}, "https://host:8443/base"), "https://host:8443/base/health");
  EXPECT_EQ(url({.route = "/"}), "http://host/");
}

TEST(UrlOf, FillsPlacesInOrderPercentEncoded) {
  EXPECT_EQ(url({.route = "/users/{id}/files/{name}", .arguments = {"7", "a b/c"}}),
            "http://host/users/7/files/a%20b%2Fc");
  EXPECT_EQ(url({.route = "/search?q={term}", .arguments = {"x&y=1"}}),
            "http://host/search?q=x%26y%3D1");
}

TEST(UrlOf, TakesBracesInArgumentsForText) {
  EXPECT_EQ(url({.route = "/{a}/{b}", .arguments = {"{b}", "}"}}), "http://host/%7Bb%7D/%7D");
}

TEST(UrlOf, AppendsTheQueryPercentEncoded) {
  EXPECT_EQ(url({.route = "/s", .query = {{"q", "a b"}, {"p&", "1"}}}),
            "http://host/s?q=a%20b&p%26=1");
  EXPECT_EQ(url({.route = "/s?a=1", .query = {{"b", ""}}}), "http://host/s?a=1&b=");
}

TEST(UrlOf, LeavesAWholeUrlToItself) {
  EXPECT_EQ(url({.route = "https://other/x/{id}", .arguments = {"7"}}), "https://other/x/7");
  EXPECT_EQ(url({.route = "http://other/x"}, ""), "http://other/x");
}

TEST(UrlOf, NamesARouteWhosePlacesAndArgumentsDiffer) {
  EXPECT_THAT(url({.route = "/users/{id}"}), HasSubstr("\"/users/{id}\" got 0 argument(s)"));
  EXPECT_THAT(url({.route = "/users", .arguments = {"7"}}), HasSubstr("got 1 argument(s)"));
  EXPECT_THAT(url({.route = "/{a}/{b}", .arguments = {"7"}}), HasSubstr("error"));
}

TEST(UrlOf, NamesARouteThatCannotBe) {
  EXPECT_THAT(url({.route = "/users/{id", .arguments = {"7"}}), HasSubstr("{ without }"));
  EXPECT_THAT(url({.route = "users"}), HasSubstr("must start with /"));
  EXPECT_THAT(url({.route = ""}), HasSubstr("must start with /"));
  EXPECT_THAT(url({.route = "ftp://host/x"}), HasSubstr("must start with /"));
}

TEST(UrlOf, RefusesAFragmentWhichWouldNotBeSent) {
  EXPECT_THAT(url({.route = "/users#{id}", .arguments = {"7"}}),
              HasSubstr("\"/users#{id}\" holds a #"));
  EXPECT_THAT(url({.route = "http://other/#top"}, ""), HasSubstr("holds a #"));
  EXPECT_EQ(url({.route = "/{tag}", .arguments = {"#1"}}), "http://host/%231");
}

TEST(UrlOf, NamesATargetThatIsMissing) {
  EXPECT_THAT(url({.route = "/users"}, ""), HasSubstr("needs a target"));
}

TEST(CheckedTarget, LosesItsTrailingSlash) {
  EXPECT_EQ(checked_target("http://127.0.0.1:8080/").value(), "http://127.0.0.1:8080");
  EXPECT_EQ(checked_target("https://host/base//").value(), "https://host/base");
  EXPECT_EQ(checked_target("http://[::1]:80").value(), "http://[::1]:80");
}

TEST(CheckedTarget, RefusesWhatIsNoHttpUrlWithAHostAndNamesIt) {
  for (const char* text : {"", "/", "host", "ftp://host", "file:///etc/passwd", "http://",
                           "http://host:port", "http://host:99999", "http://ho st"}) {
    const auto target = checked_target(text);
    ASSERT_FALSE(target) << text;
    EXPECT_THAT(target.error(), HasSubstr('"' + std::string(text) + '"'));
  }
}

// A route is appended to it, and would become a part of the query.
TEST(CheckedTarget, RefusesAQueryAndAFragment) {
  EXPECT_FALSE(checked_target("http://host/?key=1"));
  EXPECT_FALSE(checked_target("http://host/#top"));
}

// What the message says may end up in a log.
TEST(CheckedTarget, RefusesCredentialsWithoutRepeatingThem) {
  for (const char* text :
       {"http://bob:secret@host", "https://bob@host/base", "http://:secret@host",
        "http://bob:secret@host:99999", "http://bob:secret@ho st", "bob:secret@host",
        "ftp://bob:secret@host", "http://bob:secret@host/?a=1", "http:/bob:secret@host",
        "http:///bob:secret@host", "http://bob:sec/ret@host:", "//bob:secret@host"}) {
    const auto target = checked_target(text);
    ASSERT_FALSE(target) << text;
    EXPECT_THAT(target.error(), HasSubstr("Authorization header")) << text;
    EXPECT_THAT(target.error(), Not(HasSubstr("bob"))) << text;
  }
  EXPECT_TRUE(checked_target("http://host/@scope"));
}

TEST(SameOrigin, IsSchemeHostAndPort) {
  for (const char* same : {"http://host", "HTTP://HOST:80/x?y#z", "http://bob:secret@host/"})
    EXPECT_TRUE(same_origin("http://host/path", same)) << same;
  for (const char* other : {"https://host/", "http://host:81/", "http://host.other/", "http://hos/",
                            "http://host@other/", "ftp://host:80/", "/path", "host", ""})
    EXPECT_FALSE(same_origin("http://host/path", other)) << other;
  EXPECT_TRUE(same_origin("https://[::1]/", "https://[::1]:443/x"));
  EXPECT_FALSE(same_origin("", "")) << "which are none";
}

}  // namespace
}  // namespace proofload
