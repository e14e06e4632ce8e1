// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/open_channels.h>

#include "grpc/grpc_test_server.h"

#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <chrono>

namespace proofload::detail {
namespace {

using namespace std::chrono_literals;
using testing_support::GrpcTestServer;

std::shared_ptr<grpc::Channel> channel_to(const GrpcTestServer& server) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel("127.0.0.1:" + std::to_string(server.port()),
                                   grpc::InsecureChannelCredentials(), arguments);
}

auto soon() { return std::chrono::system_clock::now() + 30s; }

TEST(OpenChannels, CountThoseThatAreConnected) {
  GrpcTestServer server;
  OpenConnections number;
  OpenChannels channels;
  const auto used = channel_to(server);
  const auto unused = channel_to(server);
  channels.add(used, number);
  channels.add(unused, number);
  channels.look();
  EXPECT_EQ(number.number(), 0);
  ASSERT_TRUE(used->WaitForConnected(soon()));
  channels.look();
  channels.look();
  EXPECT_EQ(number.number(), 1);
  EXPECT_EQ(unused->GetState(false), GRPC_CHANNEL_IDLE);
}

TEST(OpenChannels, NoLongerCountOneThatLostItsConnection) {
  GrpcTestServer server;
  OpenConnections number;
  OpenChannels channels;
  const auto channel = channel_to(server);
  channels.add(channel, number);
  ASSERT_TRUE(channel->WaitForConnected(soon()));
  channels.look();
  server.shut_down();
  ASSERT_TRUE(channel->WaitForStateChange(GRPC_CHANNEL_READY, soon()));
  channels.look();
  EXPECT_EQ(number.number(), 0);
}

TEST(OpenChannels, NoLongerCountOneThatIsGone) {
  GrpcTestServer server;
  OpenConnections number;
  OpenChannels channels;
  auto channel = channel_to(server);
  channels.add(channel, number);
  ASSERT_TRUE(channel->WaitForConnected(soon()));
  channels.look();
  ASSERT_EQ(number.number(), 1);
  channel.reset();
  channels.look();
  EXPECT_EQ(number.number(), 0);
}

}  // namespace
}  // namespace proofload::detail
