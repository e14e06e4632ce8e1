// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/completion_thread.h>

#include <proofload/engine/detail/helper_threads.h>
#include <proofload/grpc/detail/deadline.h>

#include <boost/asio/post.hpp>

#include <utility>

namespace proofload::detail {

namespace {

constexpr Duration time_between_looks = 250ms;

}  // namespace

boost::asio::execution_context::id CompletionThread::id;

CompletionThread::CompletionThread(boost::asio::execution_context& loop)
    : service(loop),
      loop_(static_cast<boost::asio::io_context&>(loop)),
      thread_([this] { listen(); }) {
  boost::asio::use_service<HelperThreads>(loop_).add(thread_);
}

CompletionThread::~CompletionThread() = default;

void CompletionThread::shutdown() noexcept {
  queue_.Shutdown();
  thread_.join();
  for (auto* event : arrived_) event->forget();
  arrived_.clear();
}

void CompletionThread::listen() {
  using enum grpc::CompletionQueue::NextStatus;
  auto next_look = SteadyClock::now();
  for (auto now = next_look;; now = SteadyClock::now()) {
    if (now >= next_look) {
      channels_.look();
      next_look = now + time_between_looks;
    }
    void* tag = nullptr;
    bool ok = false;
    const auto status = queue_.AsyncNext(&tag, &ok, deadline_after(next_look - now));
    if (status == SHUTDOWN) return;
    if (status == TIMEOUT) continue;
    auto& event = *static_cast<GrpcEvent*>(tag);
    event.note(ok, SteadyClock::now());
    hand_over(event);
  }
}

void CompletionThread::hand_over(GrpcEvent& event) {
  {
    const std::lock_guard lock(mutex_);
    arrived_.push_back(&event);
    if (arrived_.size() > 1) return;
  }
  boost::asio::post(loop_, [this] { tell(); });
}

void CompletionThread::tell() {
  std::vector<GrpcEvent*> arrived;
  {
    const std::lock_guard lock(mutex_);
    arrived = std::exchange(arrived_, {});
  }
  for (auto* event : arrived) event->tell();
}

}  // namespace proofload::detail
