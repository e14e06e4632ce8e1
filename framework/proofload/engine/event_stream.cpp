// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/event_stream.h>

#include <proofload/base/usage_error.h>
#include <proofload/engine/detail/event_stream_session.h>
#include <proofload/engine/user.h>

#include <utility>

namespace proofload {
namespace {

EventStreamSession& begun(const std::shared_ptr<EventStreamSession>& session) {
  if (session) return *session;
  throw UsageError("an event stream was read before it was opened: co_await its open() first");
}

}  // namespace

EventStream::EventStream(User& user, EventStreamOptions options)
    : user_(user), options_(std::move(options)) {}

EventStream::~EventStream() {
  if (session_) session_->close();
}

Task<bool> EventStream::open(Request request) {
  if (session_ && !session_->has_ended())
    throw UsageError("an event stream was opened that is open: close it before, or use another");
  const auto session =
      std::make_shared<EventStreamSession>(user_.state(), options_, std::move(request));
  session->connect();
  session_ = session;
  co_return co_await session_->opened();
}

Task<std::optional<ServerSentEvent>> EventStream::next(Duration longest_wait) {
  return begun(session_).next(longest_wait);
}

Task<> EventStream::close() {
  if (session_) session_->close();
  co_return;
}

bool EventStream::is_open() const { return session_ && session_->is_open(); }

ErrorKind EventStream::error() const { return session_ ? answer().error : ErrorKind::none; }

const Response& EventStream::answer() const {
  static const Response none;
  return session_ ? session_->answer() : none;
}

std::size_t EventStream::unread() const { return session_ ? session_->unread().size() : 0; }
std::size_t EventStream::dropped() const { return session_ ? session_->unread().dropped() : 0; }

}  // namespace proofload
