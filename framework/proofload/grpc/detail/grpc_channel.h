// SPDX-License-Identifier: Apache-2.0
#pragma once

// Opens channels of gRPC as options say. Nothing is looked up or connected before the first call.

#include <proofload/grpc/grpc_options.h>

#include <grpcpp/channel.h>

#include <memory>
#include <string>
#include <string_view>

namespace proofload::detail {

/// Where a channel leads.
struct GrpcTarget {
  std::string address;  ///< "host:port"
  bool tls = false;
};

/// What the options' target, or else the base URL of the run, says; of the latter the path is left
/// out. Throws UsageError where it is no address.
GrpcTarget target_of(const GrpcOptions& options, std::string_view base_url);

/// A channel with a connection of its own. Throws UsageError where a file of its certificates
/// cannot be read, or max_message is out of range.
std::shared_ptr<grpc::Channel> open_channel(const GrpcTarget& target, const GrpcOptions& options);

/// Whether two clients may use the same channel.
bool same_channel(const GrpcOptions& one, const GrpcOptions& other);

}  // namespace proofload::detail
