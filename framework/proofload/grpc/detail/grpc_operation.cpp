// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/grpc_operation.h>

#include <proofload/engine/detail/user_state.h>
#include <proofload/grpc/detail/call_metadata.h>
#include <proofload/grpc/detail/completion_thread.h>
#include <proofload/grpc/detail/method_name.h>

#include <algorithm>
#include <utility>

namespace proofload::detail {
namespace {

gpr_timespec deadline_after(Duration timeout) {
  return gpr_time_add(gpr_now(GPR_CLOCK_MONOTONIC),
                      gpr_time_from_nanos(timeout.count(), GPR_TIMESPAN));
}

}  // namespace

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

void* GrpcOperation::tag(GrpcEvent& event) {
  return event.arm(setup_.state.context.loop, shared_from_this());
}

Task<> GrpcOperation::told(GrpcEvent& event) {
  return event.told([this] {
    cut_off_ = true;
    context.TryCancel();
  });
}

GrpcStatus GrpcOperation::end(const grpc::Status& status, SteadyClock::time_point at) {
  const Duration service = at - begun_;
  const bool interrupted = cut_off_ && status.error_code() == grpc::StatusCode::CANCELLED;
  record(status, interrupted, service);
  if (interrupted) throw boost::system::system_error(boost::asio::error::operation_aborted);
  return {status.error_code(),
          status.error_message(),
          status.error_details(),
          received_metadata(context.GetServerInitialMetadata()),
          received_metadata(context.GetServerTrailingMetadata()),
          service};
}

void GrpcOperation::drop() noexcept {
  if (!step_) return;
  context.TryCancel();
  const grpc::Status dropped(grpc::StatusCode::CANCELLED, "the journey dropped the stream");
  record(dropped, cut_off_ || setup_.state.interrupted, SteadyClock::now() - begun_);
}

void GrpcOperation::record(const grpc::Status& status, bool interrupted, Duration service) {
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
  end_grpc_step(*step_, outcome, text, service, describe);
  step_.reset();
}

bool GrpcOperation::is_failure(grpc::StatusCode status) const {
  const auto& expected = setup_.expected;
  return status != grpc::StatusCode::OK &&
         std::find(expected.begin(), expected.end(), status) == expected.end();
}

}  // namespace proofload::detail
