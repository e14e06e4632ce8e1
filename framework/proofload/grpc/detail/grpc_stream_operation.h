// SPDX-License-Identifier: Apache-2.0
#pragma once

// A stream under way, of whatever kind: what a journey may ask of it, in an order that gRPC allows.
// Every function waits first for the stream to have begun.

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
    rpc->StartCall(tag(started_));
  }

  Task<std::optional<Message>> next() {
    refuse_second(reading_ || finishing_, "next()");
    const Busy busy(reading_);
    co_await happened(started_);
    if (all_read_) co_return std::nullopt;
    rpc->Read(&message, tag(read_));
    co_await told(read_);
    if (read_.ok()) series().count_received();
    refuse_cut_off();
    all_read_ = !read_.ok();
    if (all_read_) co_return std::nullopt;
    std::optional<Message> got(std::move(message));
    message = Message();
    co_return got;
  }

  template <class Request>
  Task<bool> write(const Request& request) {
    refuse_second(writing_ || finishing_ || written_all_, "write()");
    const Busy busy(writing_);
    co_await happened(started_);
    rpc->Write(request, tag(written_));
    co_await told(written_);
    if (written_.ok()) series().count_sent();
    refuse_cut_off();
    co_return written_.ok();
  }

  Task<bool> writes_done() {
    refuse_second(writing_ || finishing_ || written_all_, "writes_done()");
    const Busy busy(writing_);
    written_all_ = true;
    co_await happened(started_);
    rpc->WritesDone(tag(written_));
    co_await happened(written_);
    co_return written_.ok();
  }

  Task<GrpcStatus> finish_reading() {
    co_await read_rest();
    co_return co_await finish();
  }

  Task<GrpcAnswer<Message>> finish_writing() {
    if (!written_all_) co_await writes_done();
    auto status = co_await finish();
    GrpcAnswer<Message> answer{std::move(status), std::move(message)};
    co_return answer;
  }

  Task<GrpcStatus> finish_both() {
    if (!written_all_) co_await writes_done();
    co_await read_rest();
    co_return co_await finish();
  }

  Message message{};  // where gRPC writes what it receives
  std::unique_ptr<Rpc> rpc{};

 private:
  // gRPC tells the status only when every message was read.
  Task<> read_rest() {
    while (!all_read_) co_await next();
  }

  Task<GrpcStatus> finish() {
    refuse_second(reading_ || writing_ || finishing_, "finish()");
    finishing_ = true;
    co_await happened(started_);
    rpc->Finish(&status_, tag(finished_));
    co_await told(finished_);
    co_return end(status_, finished_.at());
  }

  Task<> happened(GrpcEvent& event) {
    if (event.under_way()) co_await told(event);
    refuse_cut_off();
  }

  void refuse_cut_off() const {
    if (cut_off()) throw_cut_off();
  }

  GrpcEvent started_{};
  GrpcEvent read_{};
  GrpcEvent written_{};
  GrpcEvent finished_{};
  grpc::Status status_{};
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
