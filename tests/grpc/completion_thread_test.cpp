// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/completion_thread.h>

#include <proofload/engine/detail/helper_threads.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include <grpcpp/alarm.h>
#include <gtest/gtest.h>

namespace proofload::detail {
namespace {

namespace asio = boost::asio;

/// An operation that gRPC ends at once, or when it is cancelled.
struct Waking {
  GrpcEvent event;
  grpc::Alarm alarm;
};

std::shared_ptr<Waking> begin(asio::io_context& loop, Duration wait = {}) {
  auto waking = std::make_shared<Waking>();
  auto& queue = asio::use_service<CompletionThread>(loop).queue();
  waking->alarm.Set(&queue, std::chrono::system_clock::now() + wait,
                    waking->event.arm(loop, waking));
  return waking;
}

Task<> wait_for(std::shared_ptr<Waking> waking, std::vector<std::thread::id>& told_on) {
  co_await waking->event.told([waking = waking.get()] { waking->alarm.Cancel(); });
  told_on.push_back(std::this_thread::get_id());
}

void rethrow(std::exception_ptr failure) {
  if (failure) std::rethrow_exception(failure);
}

TEST(CompletionThread, TellsAllWhoWaitOnTheThreadOfTheLoop) {
  asio::io_context loop;
  const auto before = SteadyClock::now();
  const auto waking = begin(loop);
  std::vector<std::thread::id> told_on;
  asio::co_spawn(loop, wait_for(waking, told_on), rethrow);
  asio::co_spawn(loop, wait_for(waking, told_on), rethrow);
  loop.run();
  EXPECT_EQ(told_on, std::vector(2, std::this_thread::get_id()));
  EXPECT_TRUE(waking->event.ok());
  EXPECT_FALSE(waking->event.under_way());
  EXPECT_GE(waking->event.at(), before);
  EXPECT_LE(waking->event.at(), SteadyClock::now());
}

TEST(CompletionThread, LetsWhoWaitsCancelTheOperation) {
  asio::io_context loop;
  const auto waking = begin(loop, 1h);
  std::vector<std::thread::id> told_on;
  asio::cancellation_signal signal;
  asio::co_spawn(loop, wait_for(waking, told_on),
                 asio::bind_cancellation_slot(signal.slot(), rethrow));
  asio::post(loop, [&] { signal.emit(asio::cancellation_type::terminal); });
  loop.run();
  EXPECT_EQ(told_on.size(), 1u);
  EXPECT_FALSE(waking->event.ok());
}

TEST(CompletionThread, KeepsAnOperationUntilItIsTold) {
  asio::io_context loop;
  auto waking = begin(loop);
  const std::weak_ptr<Waking> watched = waking;
  waking.reset();
  EXPECT_FALSE(watched.expired());
  loop.run();
  EXPECT_TRUE(watched.expired());
}

TEST(CompletionThread, LetsGoOfWhatWasNotToldWhenItsLoopEnds) {
  std::weak_ptr<Waking> watched;
  {
    asio::io_context loop;
    watched = begin(loop);
  }
  EXPECT_TRUE(watched.expired());
}

TEST(CompletionThread, IsCountedAmongTheThreadsOfTheGenerator) {
  asio::io_context loop;
  for (int round = 0; round < 100; ++round) begin(loop);
  loop.run();
  EXPECT_GT(asio::use_service<HelperThreads>(loop).busiest_since_last(), 0);
}

}  // namespace
}  // namespace proofload::detail
