// SPDX-License-Identifier: Apache-2.0
#pragma once

// A stream under way, of whatever kind: what a journey may ask of it, in an order that gRPC allows.
// Every function waits first for the stream to have begun. A reading that outlasts the patience of
// next() goes on, and what it brings is for the next one.

#include <proofload/grpc/detail/grpc_operation.h>
#include <proofload/grpc/detail/stream_misuse.h>

#include <grpcpp/support/async_stream.h>

#include <optional>
#include <utility>

namespace proofload::detail {

/// Rpc: grpc::ClientAsyncReader, -Writer or -ReaderWriter. Message: what is received.
template <class Rpc, class Message>
struct StreamOperation : GrpcOperation {
  using GrpcOperation::GrpcOperation;

  void open() {
    take_name();
    begin_stream();
    when_connected([this] { rpc->StartCall(tag(started_)); });
  }

  bool is_open() const { return !all_read_ && !finishing_ && !cancelled(); }

  Task<std::optional<Message>> next(Duration patience) {
    refuse_second(reading_ || finishing_, "next()");
    const Busy busy(reading_);
    const auto latest = latest_after(patience);
    const bool has_begun = co_await begun_by(latest);
    if (!has_begun || all_read_) co_return std::nullopt;
    if (!asked_) rpc->Read(&message, tag(read_));
    asked_ = true;
    const bool in_time = co_await told_by(read_, latest);
    if (in_time) co_return take();
    refuse_cut_off();
    co_return std::nullopt;
  }

  template <class Request>
  Task<bool> write(const Request& request) {
    refuse_second(writing_ || finishing_ || written_all_, "write()");
    const Busy busy(writing_);
    co_await begun_by(never);
    rpc->Write(request, tag(written_));
    co_await told_by(written_, never);
    if (written_.ok()) series().count_sent(request.ByteSizeLong());
    refuse_cut_off();
    co_return written_.ok();
  }

  Task<bool> writes_done() {
    refuse_second(writing_ || finishing_ || written_all_, "writes_done()");
    const Busy busy(writing_);
    written_all_ = true;
    co_await begun_by(never);
    rpc->WritesDone(tag(written_));
    co_await told_by(written_, never);
    refuse_cut_off();
    co_return written_.ok();
  }

  Task<GrpcStatus> finish_reading() {
    co_await read_rest();
    co_await finish();
    co_return end(status_, finished_.at(), 0);
  }

  Task<GrpcAnswer<Message>> finish_writing() {
    if (!written_all_) co_await writes_done();
    co_await finish();
    auto status = end(status_, finished_.at(), status_.ok() ? message.ByteSizeLong() : 0);
    GrpcAnswer<Message> answer{std::move(status), std::move(message)};
    co_return answer;
  }

  Task<GrpcStatus> finish_both() {
    if (!written_all_) co_await writes_done();
    co_return co_await finish_reading();
  }

  Message message{};  // where gRPC writes what it receives
  std::unique_ptr<Rpc> rpc{};

 private:
  Task<bool> begun_by(SteadyClock::time_point latest) {
    bool in_time = co_await connected_by(latest);
    if (in_time) in_time = co_await told_by(started_, latest);
    refuse_cut_off();
    co_return in_time;
  }

  // What the reading brought that has ended.
  std::optional<Message> take() {
    asked_ = false;
    all_read_ = !read_.ok();
    if (!all_read_) series().count_received(message.ByteSizeLong());
    refuse_cut_off();
    if (all_read_) return std::nullopt;
    std::optional<Message> got(std::move(message));
    message = Message();
    return got;
  }

  // gRPC tells the status only when every message was read.
  Task<> read_rest() {
    while (!all_read_) co_await next(Duration::max());
  }

  Task<> finish() {
    refuse_second(reading_ || writing_ || finishing_, "finish()");
    finishing_ = true;
    co_await begun_by(never);
    rpc->Finish(&status_, tag(finished_));
    co_await told_by(finished_, never);
  }

  void refuse_cut_off() const {
    if (cut_off()) throw_cut_off();
  }

  GrpcEvent started_{};
  GrpcEvent read_{};
  GrpcEvent written_{};
  GrpcEvent finished_{};
  grpc::Status status_{};
  bool asked_ = false;  // for a message that nobody has taken yet
  bool reading_ = false;
  bool writing_ = false;
  bool finishing_ = false;
  bool all_read_ = false;
  bool written_all_ = false;
};

template <class Reply>
using ReadingStream = StreamOperation<grpc::ClientAsyncReader<Reply>, Reply>;
template <class Request, class Reply>
using WritingStream = StreamOperation<grpc::ClientAsyncWriter<Request>, Reply>;
template <class Request, class Reply>
using TwoWayStream = StreamOperation<grpc::ClientAsyncReaderWriter<Request, Reply>, Reply>;

/// Begins a stream, and drops it unless it has ended by then.
template <class Stream>
class OpenStream {
 public:
  explicit OpenStream(std::shared_ptr<Stream> stream) : stream_(std::move(stream)) {
    stream_->open();
  }
  ~OpenStream() {
    if (stream_) stream_->drop();
  }
  OpenStream(OpenStream&&) noexcept = default;
  OpenStream& operator=(OpenStream&&) = delete;

  Stream* operator->() const { return stream_.get(); }

 private:
  std::shared_ptr<Stream> stream_;
};

}  // namespace proofload::detail
