// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/stream_url.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::HasSubstr;
using testing::Not;

StreamUrl parsed(std::string_view text) {
  auto url = parse_stream_url(text);
  EXPECT_TRUE(url.ok()) << text;
  return url.ok() ? url.value() : StreamUrl{};
}

TEST(StreamUrl, IsTakenApart) {
  const auto url = parsed("https://user%40home:pass%2Fword@db.example:8443/a/b?c=d&e");
  EXPECT_EQ(url.base, "https://db.example:8443");
  EXPECT_EQ(url.path, "/a/b");
  EXPECT_EQ(url.query, "c=d&e");
  EXPECT_EQ(url.user, "user@home");
  EXPECT_EQ(url.password, "pass/word");
  EXPECT_FALSE(url.loopback);
}

TEST(StreamUrl, NeedsHostAndSchemeOnly) {
  const auto url = parsed("http://localhost");
  EXPECT_EQ(url.base, "http://localhost");
  EXPECT_EQ(url.path, "/");
  EXPECT_EQ(url.query, "");
  EXPECT_EQ(url.user, "");
}

TEST(StreamUrl, IsShownWithoutItsSecrets) {
  EXPECT_EQ(parsed("http://user:password@host:1/path?token=x").shown(), "http://host:1/path");
}

TEST(StreamUrl, KnowsThisMachine) {
  EXPECT_TRUE(parsed("http://localhost:1").loopback);
  EXPECT_TRUE(parsed("http://127.0.0.1:1").loopback);
  EXPECT_TRUE(parsed("http://[::1]:1").loopback);
  EXPECT_FALSE(parsed("http://localhost.example").loopback);
}

TEST(StreamUrl, SaysWhatIsWrongWithoutRepeatingIt) {
  for (const auto* text : {"", "localhost:9090/x", "http://user:password@host:port/",
                           "ftp://user:password@host", "http://user:password@", "http://a b/"}) {
    const auto url = parse_stream_url(text);
    ASSERT_FALSE(url.ok()) << text;
    EXPECT_THAT(url.error(), HasSubstr("the address ")) << text;
    EXPECT_THAT(url.error(), Not(HasSubstr("password"))) << text;
  }
}

}  // namespace
}  // namespace proofload
