// SPDX-License-Identifier: Apache-2.0
#pragma once

// Streams of gRPC in a journey. Made by GrpcClient, held on the stack of the journey:
//
//   auto stream = lister.read(&Lister::Stub::PrepareAsyncList, request);
//   while (const auto item = co_await stream.next()) seen += item->size();
//   const GrpcStatus status = co_await stream.finish();
//
//   auto upload = store.write(&Store::Stub::PrepareAsyncUpload);
//   for (const auto& part : parts) co_await upload.write(part);
//   const GrpcAnswer<Receipt> answer = co_await upload.finish();
//
//   auto news = feed.read(&Feed::Stub::PrepareAsyncSubscribe, request);  // never ends by itself
//   while (const auto item = co_await news.next(5s)) seen += item->size();
//   if (news.is_open()) silences += 1;  // nothing came within 5 s
//   news.cancel();
//
// A stream is one step of the report, from its making to its status, and is recorded when finish()
// comes back: as grpc_reqs, grpc_req_duration and grpc_req_failed like a call. One that is dropped
// without finish() is cancelled and recorded then, and so is one that an exception drops: as failed
// with status CANCELLED, unless cancel() was called before, or `expected` of its options holds
// CANCELLED. When the run ends meanwhile, what is awaited throws, and the stream counts as
// interrupted.
//
// Beside it are counted, with the labels of the user and the tag `step`: grpc_streams when a stream
// begins, grpc_streams_msgs_sent and grpc_streams_msgs_received when a message was taken over by
// gRPC or has been read, and with it the bytes of data_sent and data_received. They are kept
// whatever becomes of the stream. Waiting for a connection is as for calls: see grpc_client.h.
//
// One reading and one writing may be under way at a time, side by side (User::in_parallel); a
// second one of either, or a reading or writing after finish(), is a mistake of the author and
// throws UsageError. Belongs to the journey, on its worker's thread, and must not outlive the
// iteration. Name what next() gives, as above: GCC 12 breaks on a bare while (co_await ...).

#include <proofload/grpc/detail/grpc_stream_operation.h>
#include <proofload/grpc/grpc_answer.h>

namespace proofload {

/// Of answers to one request.
template <class Reply>
class GrpcReader {
 public:
  /// The next message; nothing when no more will come: finish() says why.
  Task<std::optional<Reply>> next() { return stream_->next(Duration::max()); }

  /// The same; nothing also when none came within this time, connecting included. Then is_open() is
  /// true, the stream goes on, and what comes late is for the call after this.
  Task<std::optional<Reply>> next(Duration patience) { return stream_->next(patience); }

  /// Whether messages may still come.
  bool is_open() const { return stream_->is_open(); }

  /// Ends the stream on purpose, from any part of the journey: the service is told, next() that
  /// waits gives nothing soon, and finish() comes back soon. The step is then a success although
  /// its status is CANCELLED; an error that the service sent before is still one. Need not be
  /// followed by finish(). Nothing where the stream has ended.
  void cancel() { stream_->cancel(); }

  /// How it ended. Messages that were not asked for are read and counted until then: of a stream
  /// that never ends by itself, for ever.
  Task<GrpcStatus> finish() { return stream_->finish_reading(); }

  /// For GrpcClient.
  explicit GrpcReader(std::shared_ptr<detail::ReadingStream<Reply>> stream)
      : stream_(std::move(stream)) {}

 private:
  detail::OpenStream<detail::ReadingStream<Reply>> stream_;
};

/// Of requests that get one answer.
template <class Request, class Reply>
class GrpcWriter {
 public:
  /// Comes back when gRPC has taken the message over, which it does not while the service keeps
  /// too much of the stream unread. False where the stream has ended: finish() says why. The
  /// message must live until then.
  Task<bool> write(const Request& message) { return stream_->write(message); }

  /// Says that no more will come. False where the stream has ended.
  Task<bool> writes_done() { return stream_->writes_done(); }

  /// As GrpcReader::cancel(); write() that waits gives false soon.
  void cancel() { stream_->cancel(); }

  /// How it ended, and the answer. Says before that no more will come, where nobody did.
  Task<GrpcAnswer<Reply>> finish() { return stream_->finish_writing(); }

  /// For GrpcClient.
  explicit GrpcWriter(std::shared_ptr<detail::WritingStream<Request, Reply>> stream)
      : stream_(std::move(stream)) {}

 private:
  detail::OpenStream<detail::WritingStream<Request, Reply>> stream_;
};

/// In either direction; the functions are those of the other two.
template <class Request, class Reply>
class GrpcReaderWriter {
 public:
  Task<std::optional<Reply>> next() { return stream_->next(Duration::max()); }
  Task<std::optional<Reply>> next(Duration patience) { return stream_->next(patience); }
  bool is_open() const { return stream_->is_open(); }
  Task<bool> write(const Request& message) { return stream_->write(message); }
  Task<bool> writes_done() { return stream_->writes_done(); }
  void cancel() { stream_->cancel(); }

  /// How it ended. Says before that no more will come, and reads what is left.
  Task<GrpcStatus> finish() { return stream_->finish_both(); }

  /// For GrpcClient.
  explicit GrpcReaderWriter(std::shared_ptr<detail::TwoWayStream<Request, Reply>> stream)
      : stream_(std::move(stream)) {}

 private:
  detail::OpenStream<detail::TwoWayStream<Request, Reply>> stream_;
};

}  // namespace proofload
