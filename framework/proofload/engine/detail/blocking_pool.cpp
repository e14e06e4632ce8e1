// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/blocking_pool.h>

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>

namespace proofload {
namespace asio = boost::asio;

BlockingPool::BlockingPool() = default;

BlockingPool::~BlockingPool() {
  if (pool_) pool_->join();
}

asio::thread_pool& BlockingPool::pool() {
  std::call_once(started_, [this] { pool_ = std::make_unique<asio::thread_pool>(threads); });
  return *pool_;
}

// The work is finished on the caller's own thread, where its coroutine lives.
Task<> BlockingPool::play(std::function<void()> work) {
  const auto home = co_await asio::this_coro::executor;
  std::exception_ptr failure;
  const auto initiate = [&](auto handler) {
    auto finish = std::make_shared<decltype(handler)>(std::move(handler));
    asio::post(pool(), [&failure, &work, finish, home] {
      try {
        work();
      } catch (...) {
        failure = std::current_exception();
      }
      asio::post(home, [finish] { std::move (*finish)(); });
    });
  };
  co_await asio::async_initiate<decltype(asio::use_awaitable), void()>(initiate,
                                                                       asio::use_awaitable);
  if (failure) std::rethrow_exception(failure);
}

}  // namespace proofload
