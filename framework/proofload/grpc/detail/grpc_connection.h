// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a user keeps of gRPC from one iteration to the next: channels, and the stubs made on them.
// Belongs to the user. Channels of which the run has only so many are shared by its workers, and go
// with the last user who holds one.

#include <proofload/grpc/grpc_options.h>

#include <grpcpp/channel.h>

#include <map>
#include <memory>
#include <string>
#include <typeindex>

namespace proofload {

class User;

namespace detail {

struct GrpcConnection {
  GrpcOptions options;  ///< with which it was opened
  std::string address;  ///< "host:port"
  std::shared_ptr<grpc::Channel> channel;
  std::shared_ptr<void> pool;  ///< the channel's, where it is shared
  std::map<std::type_index, std::shared_ptr<void>> stubs{};
};

/// The connection of this user that goes with the options. Throws UsageError where they make no
/// sense.
GrpcConnection& connection_of(User& user, const GrpcOptions& options);

}  // namespace detail
}  // namespace proofload
