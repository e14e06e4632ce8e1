// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a GrpcClient is, whatever its service: a connection of a user, and what holds for its calls.

#include <proofload/grpc/detail/grpc_connection.h>
#include <proofload/grpc/detail/grpc_operation.h>
#include <proofload/grpc/grpc_options.h>

namespace proofload::detail {

class GrpcServiceClient {
 public:
  GrpcServiceClient(User& user, GrpcOptions options);

  /// The user's stub of a service.
  template <class Service>
  typename Service::Stub& stub() {
    using Stub = typename Service::Stub;
    auto& place = connection_.stubs[typeid(Service)];
    if (!place) place = std::shared_ptr<Stub>(Service::NewStub(connection_.channel));
    return *static_cast<Stub*>(place.get());
  }

  /// For an operation. Throw UsageError for metadata that cannot be sent.
  GrpcCallSetup unary(const GrpcCallOptions& call) const { return setup(call, options_.timeout); }
  GrpcCallSetup stream(const GrpcCallOptions& call) const {
    return setup(call, options_.stream_timeout);
  }

 private:
  GrpcCallSetup setup(const GrpcCallOptions& call, Duration timeout) const;

  UserState& state_;
  GrpcOptions options_;
  GrpcConnection& connection_;
  CompletionThread& thread_;
};

}  // namespace proofload::detail
