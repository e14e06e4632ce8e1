// SPDX-License-Identifier: Apache-2.0
#pragma once

// Calls of gRPC in a journey, from the stubs that protoc generates:
//
//   Task<> greet(User& user) {
//     GrpcClient<Greeter> greeter(user);
//     HelloRequest request;
//     request.set_name("world");
//     const GrpcAnswer<HelloReply> answer =
//         co_await greeter.call(&Greeter::Stub::PrepareAsyncSayHello, request);
//     if (answer.ok()) user.check("greeting", answer.reply.message(), HasSubstr("world"));
//   }
//
// Every call is a step of the report, named by its method: "/helloworld.Greeter/SayHello". It is
// recorded as grpc_reqs, grpc_req_duration and grpc_req_failed, with the number of its status as
// tag `status` and its name as tag `error` ("unavailable"); see grpc_stream.h for streams. A status
// other than OK is an answer, never an exception. A mistake of the author (a target that is no
// address, metadata that cannot be sent) throws UsageError. When the run ends meanwhile, a call is
// cut off and throws, which ends the iteration.
//
// data_sent and data_received count the bytes of packed messages. Headers, framing, compression and
// TLS are not in them: gRPC does not tell. Nothing is counted as sent without a connection.
//
// Make a client in the journey wherever one is needed: that costs little. The connection belongs to
// the user and is kept from one iteration to the next, as is everything else that clients of equal
// options need. Belongs to the user's worker, and is used on its thread only; must not outlive the
// user. Several calls at once are fine, and share the connection. Where the options say how many
// connections the run has, calls and streams take them in turn, whoever makes them.
//
// What finds no connection, because it is the first or the last one was lost, waits until there is
// one or the attempt failed. The wait is part of the step, as what its caller feels, but not of
// grpc_req_duration: it is recorded as grpc_connecting where it led to a connection, with name
// lookup and TLS. An attempt takes 20 s at most. After one that failed, calls fail at once until
// the next has succeeded; attempts come 0.1 s apart at first, then up to 1 s. A call is sent once:
// gRPC does not repeat it.
//
// The metric active_connections counts connections of gRPC too, as they are found four times a
// second.
//
// Answers are waited for on a thread that a worker gets with its first call; its processor time
// counts in generator_busy like the worker's. What gRPC does on threads of the whole process
// (timers, name lookup, work that one of the others could not take) does not. Its own log is shown
// only where GRPC_VERBOSITY is in the environment.

#include <proofload/grpc/detail/grpc_service_client.h>
#include <proofload/grpc/detail/unary_call.h>
#include <proofload/grpc/grpc_answer.h>
#include <proofload/grpc/grpc_options.h>
#include <proofload/grpc/grpc_stream.h>

#include <memory>
#include <utility>

namespace proofload {

class User;

template <class Service>
class GrpcClient {
 public:
  using Stub = typename Service::Stub;

  /// The types of the generated functions: PrepareAsync and the name of the method.
  template <class Request, class Reply>
  using Unary = std::unique_ptr<grpc::ClientAsyncResponseReader<Reply>> (Stub::*)(
      grpc::ClientContext*, const Request&, grpc::CompletionQueue*);
  template <class Request, class Reply>
  using ServerStreaming = std::unique_ptr<grpc::ClientAsyncReader<Reply>> (Stub::*)(
      grpc::ClientContext*, const Request&, grpc::CompletionQueue*);
  template <class Request, class Reply>
  using ClientStreaming = std::unique_ptr<grpc::ClientAsyncWriter<Request>> (Stub::*)(
      grpc::ClientContext*, Reply*, grpc::CompletionQueue*);
  template <class Request, class Reply>
  using Bidirectional = std::unique_ptr<grpc::ClientAsyncReaderWriter<Request, Reply>> (Stub::*)(
      grpc::ClientContext*, grpc::CompletionQueue*);

  /// Connects with the first call; the connections that a run shares, with its first client.
  explicit GrpcClient(User& user, GrpcOptions options = {}) : client_(user, std::move(options)) {}

  /// One request, one answer. The request is packed before this returns, so it need not outlive the
  /// call; it is sent when the call is awaited.
  template <class Request, class Reply>
  Task<GrpcAnswer<Reply>> call(Unary<Request, Reply> prepare, const Request& request,
                               const GrpcCallOptions& options = {}) {
    detail::StubbedChannel& channel = client_.next_channel();
    auto call = std::make_shared<detail::UnaryCall<Reply>>(client_.unary(channel, options));
    call->reader = (channel.stub<Service>().*prepare)(&call->context, request, call->queue());
    call->set_request_bytes(request.ByteSizeLong());
    call->take_name();
    return detail::perform(std::move(call));
  }

  /// One request, a stream of answers. It is sent at once, where the channel is connected.
  template <class Request, class Reply>
  GrpcReader<Reply> read(ServerStreaming<Request, Reply> prepare, const Request& request,
                         const GrpcCallOptions& options = {}) {
    detail::StubbedChannel& channel = client_.next_channel();
    auto stream = std::make_shared<detail::ReadingStream<Reply>>(client_.stream(channel, options));
    stream->rpc = (channel.stub<Service>().*prepare)(&stream->context, request, stream->queue());
    stream->set_request_bytes(request.ByteSizeLong());
    return GrpcReader<Reply>(std::move(stream));
  }

  /// A stream of requests, one answer.
  template <class Request, class Reply>
  GrpcWriter<Request, Reply> write(ClientStreaming<Request, Reply> prepare,
                                   const GrpcCallOptions& options = {}) {
    detail::StubbedChannel& channel = client_.next_channel();
    auto stream =
        std::make_shared<detail::WritingStream<Request, Reply>>(client_.stream(channel, options));
    stream->rpc =
        (channel.stub<Service>().*prepare)(&stream->context, &stream->message, stream->queue());
    return GrpcWriter<Request, Reply>(std::move(stream));
  }

  /// A stream in either direction.
  template <class Request, class Reply>
  GrpcReaderWriter<Request, Reply> read_write(Bidirectional<Request, Reply> prepare,
                                              const GrpcCallOptions& options = {}) {
    detail::StubbedChannel& channel = client_.next_channel();
    auto stream =
        std::make_shared<detail::TwoWayStream<Request, Reply>>(client_.stream(channel, options));
    stream->rpc = (channel.stub<Service>().*prepare)(&stream->context, stream->queue());
    return GrpcReaderWriter<Request, Reply>(std::move(stream));
  }

 private:
  detail::GrpcServiceClient client_;
};

}  // namespace proofload
