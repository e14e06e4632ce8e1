// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a GrpcClient is, whatever its service: connections of a user, and what holds for its calls.

#include <proofload/grpc/detail/grpc_connection.h>
#include <proofload/grpc/detail/grpc_operation.h>
#include <proofload/grpc/grpc_options.h>

namespace proofload::detail {

class GrpcServiceClient {
 public:
  GrpcServiceClient(User& user, GrpcOptions options);

  /// The channel of the next call or stream.
  StubbedChannel& next_channel() { return connection_.channels->next(); }

  /// For an operation on a channel. Throw UsageError for metadata that cannot be sent.
  GrpcCallSetup unary(const StubbedChannel& channel, const GrpcCallOptions& call) const {
    return setup(channel, call, options_.timeout);
  }
  GrpcCallSetup stream(const StubbedChannel& channel, const GrpcCallOptions& call) const {
    return setup(channel, call, options_.stream_timeout);
  }

 private:
  GrpcCallSetup setup(const StubbedChannel& channel, const GrpcCallOptions& call,
                      Duration timeout) const;

  UserState& state_;
  GrpcOptions options_;
  GrpcConnection& connection_;
  CompletionThread& thread_;
};

}  // namespace proofload::detail
