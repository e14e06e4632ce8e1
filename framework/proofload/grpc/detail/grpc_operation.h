// SPDX-License-Identifier: Apache-2.0
#pragma once

// A call or stream under way, with the step it is. Its events keep it alive until gRPC has let go
// of it, even where the coroutine that began it is gone. Once it has begun it ends exactly once:
// with end(), or with drop().
//
//   prepared .. take_name()  begin()  when_connected()  connected_by()  tag(), told_by() ..
//   end() or drop()

#include <proofload/engine/detail/measured_step.h>
#include <proofload/grpc/detail/grpc_event.h>
#include <proofload/grpc/detail/grpc_step.h>
#include <proofload/grpc/grpc_answer.h>

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/completion_queue.h>
#include <grpcpp/support/status.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace proofload::detail {

class CompletionThread;

/// Of a wait without a limit.
inline constexpr auto never = SteadyClock::time_point::max();

/// The end of a wait that begins now.
SteadyClock::time_point latest_after(Duration patience);

/// What an operation needs to know.
struct GrpcCallSetup {
  UserState& state;
  CompletionThread& thread;
  std::shared_ptr<grpc::Channel> channel;
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

  /// Bytes of the one request, where it is prepared with one.
  void set_request_bytes(std::size_t bytes) { request_bytes_ = bytes; }

  /// The step begins. Throws UsageError where a run has more than 500 different ones.
  void begin();

  /// Has a call started, once: at once where the channel is connected; else when it is, or turned
  /// out not to be, or nobody wants the call any more: a call that was prepared has to be started.
  void when_connected(std::function<void()> start);

  /// Arms an event that is not under way, for what it is about to tell.
  void* tag(GrpcEvent& event);

  /// Wait for the call to be started, and for an event to be told. False where that took longer.
  /// The end of the run cuts the operation off.
  Task<bool> connected_by(SteadyClock::time_point latest);
  Task<bool> told_by(GrpcEvent& event, SteadyClock::time_point latest);
  bool cut_off() const { return cut_off_; }
  bool cancelled() const { return cancelled_; }

  /// The journey wants no more of it: CANCELLED is a success from here on. Nothing where it has
  /// ended.
  void cancel();

  /// It has ended: records the step. Throws where the end of the run cut it off. reply_bytes: of
  /// the one answer, where there is one.
  GrpcStatus end(const grpc::Status& status, SteadyClock::time_point at, std::size_t reply_bytes);

  /// Nobody wants to know how it ends: cancels it and records that. Nothing where it has ended.
  void drop() noexcept;

 protected:
  /// As begin(), for a stream; and what it counts from then on.
  void begin_stream();
  GrpcStreamSeries& series() { return *series_; }

 private:
  Task<> told(GrpcEvent& event);
  Task<bool> woken_by(GrpcEvent& event, SteadyClock::time_point latest);
  bool waits_on(grpc_connectivity_state channel) const;
  void note_start(bool is_connected);
  void record(const grpc::Status& status, bool interrupted, const GrpcStepFigures& figures);
  GrpcStepFigures figures(SteadyClock::time_point end, std::size_t reply_bytes);
  bool is_failure(grpc::StatusCode status) const;

  const GrpcCallSetup setup_;
  std::string name_;
  std::size_t request_bytes_ = 0;
  SteadyClock::time_point begun_{};
  std::optional<SteadyClock::time_point> call_started_;
  GrpcEvent channel_changed_{};
  std::optional<MeasuredStep> step_;
  std::optional<GrpcStreamSeries> series_;  // of a stream
  bool waited_ = false;                     // for the channel
  bool was_connected_ = false;              // when the call was started
  bool cut_off_ = false;
  bool cancelled_ = false;
};

/// Drops an operation that has not ended by then.
class DroppedAtLast {
 public:
  explicit DroppedAtLast(GrpcOperation& operation) : operation_(operation) {}
  ~DroppedAtLast() { operation_.drop(); }
  DroppedAtLast(const DroppedAtLast&) = delete;
  DroppedAtLast& operator=(const DroppedAtLast&) = delete;

 private:
  GrpcOperation& operation_;
};

}  // namespace proofload::detail
