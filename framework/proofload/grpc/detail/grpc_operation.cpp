// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/grpc_operation.h>

#include <proofload/engine/detail/user_state.h>
#include <proofload/grpc/detail/call_metadata.h>
#include <proofload/grpc/detail/completion_thread.h>
#include <proofload/grpc/detail/deadline.h>
#include <proofload/grpc/detail/method_name.h>

#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <utility>

namespace proofload::detail {
namespace {

// What waits for a channel cannot be called off, so it wakes up to see whether it is still wanted.
constexpr Duration longest_watch = 200ms;

// Of what a timer may find when it is too late.
enum class Wait { begun, told, timed_out };

}  // namespace

SteadyClock::time_point latest_after(Duration patience) {
  const auto now = SteadyClock::now();
  return patience < never - now ? now + patience : never;
}

GrpcOperation::GrpcOperation(GrpcCallSetup setup) : setup_(std::move(setup)) {
  if (setup_.timeout > Duration{}) context.set_deadline(deadline_after(setup_.timeout));
  for (const auto& [name, value] : setup_.metadata) context.AddMetadata(name, value);
}

grpc::CompletionQueue* GrpcOperation::queue() { return &setup_.thread.queue(); }

void GrpcOperation::take_name() { name_ = prepared_method(); }

void GrpcOperation::begin() {
  step_.emplace(setup_.state, name_);
  begun_ = SteadyClock::now();
}

void GrpcOperation::begin_stream() {
  begin();
  series_.emplace(setup_.state, name_);
  series_->count_stream();
}

void GrpcOperation::when_connected(std::function<void()> start) {
  const auto channel = setup_.channel->GetState(true);
  if (!waits_on(channel)) {
    note_start(channel == GRPC_CHANNEL_READY);
    return start();
  }
  waited_ = true;
  const auto latest = earlier(deadline_after(longest_watch), context.raw_deadline());
  setup_.channel->NotifyOnStateChange(channel, latest, queue(), tag(channel_changed_));
  channel_changed_.then(
      [this, start = std::move(start)]() mutable { when_connected(std::move(start)); });
}

bool GrpcOperation::waits_on(grpc_connectivity_state channel) const {
  const bool is_connecting = channel == GRPC_CHANNEL_IDLE || channel == GRPC_CHANNEL_CONNECTING;
  const bool is_wanted = step_ && !cut_off_ && !cancelled_;
  return is_connecting && is_wanted && !is_past(context.raw_deadline());
}

void GrpcOperation::note_start(bool is_connected) {
  call_started_ = waited_ ? SteadyClock::now() : begun_;
  was_connected_ = is_connected;
  if (!step_ || !is_connected) return;
  if (waited_) record_grpc_connecting(setup_.state, name_, *call_started_ - begun_);
  if (series_ && request_bytes_ > 0) series_->add_bytes_sent(request_bytes_);
}

Task<bool> GrpcOperation::connected_by(SteadyClock::time_point latest) {
  while (!call_started_) {
    const bool in_time = co_await told_by(channel_changed_, latest);
    if (!in_time) co_return false;
  }
  co_return true;
}

void* GrpcOperation::tag(GrpcEvent& event) {
  return event.arm(setup_.state.context.loop, shared_from_this());
}

Task<> GrpcOperation::told(GrpcEvent& event) {
  return event.told([this] {
    cut_off_ = true;
    context.TryCancel();
  });
}

// Others who wait for the event may be woken when their own time is over.
Task<bool> GrpcOperation::told_by(GrpcEvent& event, SteadyClock::time_point latest) {
  while (event.under_way()) {
    if (latest == never) {
      co_await told(event);
      continue;
    }
    const bool in_time = co_await woken_by(event, latest);
    if (!in_time) co_return false;
  }
  co_return true;
}

Task<bool> GrpcOperation::woken_by(GrpcEvent& event, SteadyClock::time_point latest) {
  const auto wait = std::make_shared<Wait>(Wait::begun);
  boost::asio::steady_timer timer(setup_.state.context.loop, latest);
  timer.async_wait(
      [self = shared_from_this(), wait, &event](const boost::system::error_code& error) {
        if (error || *wait != Wait::begun) return;
        *wait = Wait::timed_out;
        event.wake();
      });
  co_await told(event);
  if (*wait == Wait::timed_out) co_return false;
  *wait = Wait::told;
  co_return true;
}

void GrpcOperation::cancel() {
  if (!step_) return;
  cancelled_ = true;
  context.TryCancel();
}

GrpcStatus GrpcOperation::end(const grpc::Status& status, SteadyClock::time_point at,
                              std::size_t reply_bytes) {
  if (status.ok()) was_connected_ = true;
  const auto measured = figures(at, reply_bytes);
  const bool interrupted = cut_off_ && status.error_code() == grpc::StatusCode::CANCELLED;
  record(status, interrupted && !cancelled_, measured);
  if (interrupted) throw boost::system::system_error(boost::asio::error::operation_aborted);
  return {status.error_code(),
          status.error_message(),
          status.error_details(),
          received_metadata(context.GetServerInitialMetadata()),
          received_metadata(context.GetServerTrailingMetadata()),
          measured.service,
          measured.connecting};
}

void GrpcOperation::drop() noexcept {
  if (!step_) return;
  context.TryCancel();
  const grpc::Status dropped(grpc::StatusCode::CANCELLED, "the journey dropped it");
  const bool interrupted = cut_off_ || setup_.state.interrupted;
  record(dropped, interrupted && !cancelled_, figures(SteadyClock::now(), 0));
}

GrpcStepFigures GrpcOperation::figures(SteadyClock::time_point end, std::size_t reply_bytes) {
  GrpcStepFigures measured{.service = end - begun_,
                           .connecting = call_started_.value_or(end) - begun_};
  if (!series_)
    measured.bytes = GrpcBytes{was_connected_ ? request_bytes_ : 0, reply_bytes};
  else if (reply_bytes > 0)
    series_->add_bytes_received(reply_bytes);
  return measured;
}

void GrpcOperation::record(const grpc::Status& status, bool interrupted,
                           const GrpcStepFigures& figures) {
  const auto code = status.error_code();
  const bool failed = is_failure(code);
  const StepOutcome outcome{.failed = failed,
                            .error = interrupted ? interrupted_error
                                     : failed    ? to_text(code)
                                                 : std::string_view(),
                            .status = code};
  const auto text = failed ? without_sent_secrets(status.error_message(), setup_.metadata) : "";
  const auto describe = [&] {
    Exemplar exemplar;
    exemplar.request = setup_.address + name_;
    exemplar.error_text = text;
    return exemplar;
  };
  end_grpc_step(*step_, outcome, text, figures, describe);
  step_.reset();
}

bool GrpcOperation::is_failure(grpc::StatusCode status) const {
  const auto& expected = setup_.expected;
  return status != grpc::StatusCode::OK && !(cancelled_ && status == grpc::StatusCode::CANCELLED) &&
         std::find(expected.begin(), expected.end(), status) == expected.end();
}

}  // namespace proofload::detail
