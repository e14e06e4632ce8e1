// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/grpc_service_client.h>

#include <proofload/engine/detail/user_state.h>
#include <proofload/grpc/detail/call_metadata.h>
#include <proofload/grpc/detail/completion_thread.h>

#include <utility>

namespace proofload::detail {

GrpcServiceClient::GrpcServiceClient(User& user, GrpcOptions options)
    : state_(user.state()),
      options_(std::move(options)),
      connection_(connection_of(user, options_)),
      thread_(boost::asio::use_service<CompletionThread>(state_.context.loop)) {}

GrpcCallSetup GrpcServiceClient::setup(const StubbedChannel& channel, const GrpcCallOptions& call,
                                       Duration timeout) const {
  return {.state = state_,
          .thread = thread_,
          .channel = channel.channel(),
          .address = connection_.address,
          .timeout = call.timeout > Duration{} ? call.timeout : timeout,
          .metadata = sendable_metadata(options_.metadata, call.metadata),
          .expected = call.expected};
}

}  // namespace proofload::detail
