// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/grpc_event.h>

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cassert>
#include <utility>

namespace proofload::detail {
namespace asio = boost::asio;

void* GrpcEvent::arm(asio::io_context& loop, std::shared_ptr<void> operation) {
  assert(!operation_);
  operation_ = std::move(operation);
  work_.emplace(loop.get_executor());
  return this;
}

Task<> GrpcEvent::told(std::function<void()> cancel) {
  const auto initiate = [this, cancel = std::move(cancel)](auto handler) {
    auto slot = asio::get_associated_cancellation_slot(handler);
    if (slot.is_connected()) slot.assign([cancel](asio::cancellation_type) { cancel(); });
    const auto finish = std::make_shared<decltype(handler)>(std::move(handler));
    waiting_.push_back([finish, slot]() mutable {
      if (slot.is_connected()) slot.clear();
      std::move (*finish)();
    });
  };
  return asio::async_initiate<decltype(asio::use_awaitable), void()>(initiate, asio::use_awaitable);
}

void GrpcEvent::note(bool ok, SteadyClock::time_point at) {
  ok_ = ok;
  at_ = at;
}

// Whoever is resumed may begin the next operation with this event, or drop it.
void GrpcEvent::tell() {
  const std::optional<Work> work(std::move(work_));
  work_.reset();
  const auto operation = std::exchange(operation_, {});
  if (const auto next = std::exchange(then_, {})) next();
  wake();
}

void GrpcEvent::wake() {
  const auto waiting = std::exchange(waiting_, {});
  for (const auto& resume : waiting) resume();
}

void GrpcEvent::forget() {
  work_.reset();
  then_ = {};
  waiting_.clear();
  const auto operation = std::exchange(operation_, {});  // goes last: this is a part of it
}

}  // namespace proofload::detail
