// SPDX-License-Identifier: Apache-2.0
#pragma once

// One request, one answer.

#include <proofload/grpc/detail/grpc_operation.h>

#include <grpcpp/support/async_unary_call.h>

#include <memory>
#include <utility>

namespace proofload::detail {

template <class Reply>
struct UnaryCall : GrpcOperation {
  using GrpcOperation::GrpcOperation;

  void start() {
    reader->StartCall();
    reader->Finish(&reply, &status, tag(finished));
  }

  Reply reply{};
  grpc::Status status{};
  GrpcEvent finished{};
  std::unique_ptr<grpc::ClientAsyncResponseReader<Reply>> reader{};
};

template <class Reply>
Task<GrpcAnswer<Reply>> perform(std::shared_ptr<UnaryCall<Reply>> call) {
  const DroppedAtLast dropped(*call);
  call->begin();
  call->when_connected([call = call.get()] { call->start(); });
  co_await call->connected_by(never);
  co_await call->told_by(call->finished, never);
  const auto bytes = call->status.ok() ? call->reply.ByteSizeLong() : 0;
  auto status = call->end(call->status, call->finished.at(), bytes);
  GrpcAnswer<Reply> answer{std::move(status), std::move(call->reply)};
  co_return answer;
}

}  // namespace proofload::detail
