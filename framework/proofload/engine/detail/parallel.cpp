// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/parallel.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <functional>

namespace proofload {
namespace asio = boost::asio;

namespace {

struct Gathering {
  std::size_t left;
  std::exception_ptr failure{};
  std::function<void()> go_on{};  // resumes who waits for the last part
};

// An operation that ends when the last part has. It cannot be cancelled: the parts are.
Task<> last_one(Gathering& gathering) {
  if (gathering.left == 0) co_return;
  const auto initiate = [&](auto handler) {
    auto finish = std::make_shared<decltype(handler)>(std::move(handler));
    gathering.go_on = [finish] { std::move (*finish)(); };
  };
  co_await asio::async_initiate<decltype(asio::use_awaitable), void()>(initiate,
                                                                       asio::use_awaitable);
}

}  // namespace

Task<> play_in_parallel(asio::io_context& loop, Branches& branches, std::vector<Task<>> parts) {
  Gathering gathering{parts.size()};
  const auto ended = [&gathering](std::exception_ptr failure) {
    if (failure && !gathering.failure) gathering.failure = failure;
    if (--gathering.left > 0 || !gathering.go_on) return;
    const auto go_on = std::exchange(gathering.go_on, {});  // the gathering goes with its coroutine
    go_on();
  };
  Branches::Signals signals(parts.size());
  auto signal = signals.begin();
  for (auto& part : parts)
    asio::co_spawn(loop, std::move(part), asio::bind_cancellation_slot((signal++)->slot(), ended));
  branches.add(signals);
  co_await last_one(gathering);
  branches.remove(signals);
  if (gathering.failure) std::rethrow_exception(gathering.failure);
}

}  // namespace proofload
