// SPDX-License-Identifier: Apache-2.0
#pragma once

// A call or stream under way, with the step it is. Its events keep it alive until gRPC has let go
// of it, even where the coroutine that began it is gone. Once it has begun it ends exactly once:
// with end(), or with drop().
//
//   prepared .. take_name()  begin()  tag(), told() ..  end() or drop()

#include <proofload/engine/detail/measured_step.h>
#include <proofload/grpc/detail/grpc_event.h>
#include <proofload/grpc/detail/grpc_step.h>
#include <proofload/grpc/grpc_answer.h>

#include <grpcpp/client_context.h>
#include <grpcpp/completion_queue.h>
#include <grpcpp/support/async_unary_call.h>
#include <grpcpp/support/status.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace proofload::detail {

class CompletionThread;

/// What an operation needs to know.
struct GrpcCallSetup {
  UserState& state;
  CompletionThread& thread;
  const std::string& address;  ///< "host:port"
  Duration timeout;            ///< zero: none
  std::vector<Field> metadata;
  std::vector<grpc::StatusCode> expected;
};

class GrpcOperation : public std::enable_shared_from_this<GrpcOperation> {
 public:
  explicit GrpcOperation(GrpcCallSetup setup);

  /// What its stub prepares it with.
  grpc::ClientContext context;
  grpc::CompletionQueue* queue();

  /// Takes the name of what this thread prepared last.
  void take_name();

  /// The step begins. Throws UsageError where a run has more than 500 different ones.
  void begin();

  /// Arms an event that is not under way, for what it is about to tell.
  void* tag(GrpcEvent& event);

  /// Waits for an event that is under way. The end of the run cuts the operation off.
  Task<> told(GrpcEvent& event);
  bool cut_off() const { return cut_off_; }

  /// It has ended: records the step. Throws where the end of the run cut it off.
  GrpcStatus end(const grpc::Status& status, SteadyClock::time_point at);

  /// Nobody wants to know how it ends: cancels it and records that. Nothing where it has ended.
  void drop() noexcept;

 protected:
  /// As begin(), for a stream; and what it counts from then on.
  void begin_stream();
  GrpcStreamSeries& series() { return *series_; }

 private:
  void record(const grpc::Status& status, bool interrupted, Duration service);
  bool is_failure(grpc::StatusCode status) const;

  const GrpcCallSetup setup_;
  std::string name_;
  SteadyClock::time_point begun_{};
  std::optional<MeasuredStep> step_;
  std::optional<GrpcStreamSeries> series_;  // of a stream
  bool cut_off_ = false;
};

/// One request, one answer.
template <class Reply>
struct UnaryCall : GrpcOperation {
  using GrpcOperation::GrpcOperation;

  Reply reply{};
  grpc::Status status{};
  GrpcEvent finished{};
  std::unique_ptr<grpc::ClientAsyncResponseReader<Reply>> reader{};
};

template <class Reply>
Task<GrpcAnswer<Reply>> perform(std::shared_ptr<UnaryCall<Reply>> call) {
  call->begin();
  call->reader->StartCall();
  call->reader->Finish(&call->reply, &call->status, call->tag(call->finished));
  co_await call->told(call->finished);
  GrpcAnswer<Reply> answer{call->end(call->status, call->finished.at()), std::move(call->reply)};
  co_return answer;
}

}  // namespace proofload::detail
