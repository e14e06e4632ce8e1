// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/grpc_event.h>

#include <gmock/gmock.h>

namespace proofload::detail {
namespace {

TEST(GrpcEvent, CallsWhatComesThenOnlyWhenItIsTold) {
  boost::asio::io_context loop;
  GrpcEvent event;
  const auto operation = std::make_shared<int>(1);
  event.arm(loop, operation);
  int calls = 0;
  event.then([&] { ++calls; });
  event.wake();
  EXPECT_EQ(calls, 0) << "who waits was woken, and the event is under way still";
  EXPECT_TRUE(event.under_way());
  event.tell();
  EXPECT_EQ(calls, 1);
  EXPECT_FALSE(event.under_way());
}

TEST(GrpcEvent, MayBeArmedAnewByWhatComesThen) {
  boost::asio::io_context loop;
  GrpcEvent event;
  const auto operation = std::make_shared<int>(1);
  event.arm(loop, operation);
  event.then([&] { event.arm(loop, operation); });
  event.tell();
  EXPECT_TRUE(event.under_way());
  event.forget();
  EXPECT_EQ(operation.use_count(), 1);
}

TEST(GrpcEvent, ForgetsWhatComesThen) {
  boost::asio::io_context loop;
  GrpcEvent event;
  event.arm(loop, std::make_shared<int>(1));
  int calls = 0;
  event.then([&] { ++calls; });
  event.forget();
  event.tell();
  EXPECT_EQ(calls, 0);
}

}  // namespace
}  // namespace proofload::detail
