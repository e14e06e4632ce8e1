// SPDX-License-Identifier: Apache-2.0
#include <proofload/service/free_port.h>

#include <gmock/gmock.h>

#include "listener.h"

namespace proofload {
namespace {

TEST(FreePort, CanBeUsed) {
  const auto port = free_port();
  ASSERT_TRUE(port.ok()) << port.error();
  EXPECT_GT(port.value(), 0);
  EXPECT_TRUE(check_port_is_free(port.value()).ok());
}

TEST(FreePort, IsNotOneThatSomebodyListensOn) {
  const Listener listener;
  const auto taken = check_port_is_free(listener.port());
  ASSERT_FALSE(taken.ok());
  EXPECT_EQ(taken.error(),
            "port " + std::to_string(listener.port()) + " is taken by another process");
}

TEST(FreePort, IsFreeAgainDespiteConnectionsOfAFormerService) {
  std::uint16_t port = 0;
  {
    const Listener listener;
    port = listener.port();
    const FileDescriptor client(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto address = loopback_address(port);
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);
    ASSERT_EQ(::connect(client.number(), generic, sizeof address), 0);
    listener.accept().close();  // whoever closes first keeps the connection in TIME_WAIT
    char byte = 0;
    ASSERT_EQ(::recv(client.number(), &byte, 1, 0), 0);
  }
  const auto free = check_port_is_free(port);
  EXPECT_TRUE(free.ok()) << free.error();
}

}  // namespace
}  // namespace proofload
