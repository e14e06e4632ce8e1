// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/websocket/web_socket_url.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(WebSocketUrl, TellsItsParts) {
  const auto url = parse_web_socket_url("ws://host.example:8080/rooms/7?token=x").value();
  EXPECT_FALSE(url.is_tls);
  EXPECT_EQ(url.host, "host.example");
  EXPECT_EQ(url.port, "8080");
  EXPECT_EQ(url.authority, "host.example:8080");
  EXPECT_EQ(url.target, "/rooms/7?token=x");
}

TEST(WebSocketUrl, HasTheUsualPortOfItsScheme) {
  EXPECT_EQ(parse_web_socket_url("ws://host").value().port, "80");
  EXPECT_EQ(parse_web_socket_url("http://host").value().port, "80");
  EXPECT_EQ(parse_web_socket_url("wss://host").value().port, "443");
  EXPECT_EQ(parse_web_socket_url("wss://host").value().authority, "host");
  EXPECT_TRUE(parse_web_socket_url("https://host").value().is_tls);
  EXPECT_EQ(parse_web_socket_url("ws://host").value().target, "/");
}

TEST(WebSocketUrl, HoldsAnAddressOfIpv6WithoutBrackets) {
  const auto url = parse_web_socket_url("ws://[::1]:8080/").value();
  EXPECT_EQ(url.host, "::1");
  EXPECT_EQ(url.authority, "[::1]:8080");
}

TEST(WebSocketUrl, IsRefusedWhereItLeadsNowhere) {
  EXPECT_FALSE(parse_web_socket_url("ws://").ok());
  EXPECT_THAT(parse_web_socket_url("ftp://host/").error(), HasSubstr("give ws or wss"));
}

TEST(WebSocketUrl, IsRefusedWithAPasswordAndDoesNotShowIt) {
  EXPECT_THAT(parse_web_socket_url("ws://me:hunter2@host/").error(),
              AllOf(HasSubstr("Authorization header"), Not(HasSubstr("hunter2"))));
}

}  // namespace
}  // namespace proofload
