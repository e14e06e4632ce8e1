// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a user keeps of gRPC from one iteration to the next. Belongs to the user. Channels of which
// the run has only so many are shared by its workers, and go with the last user who holds them.

#include <proofload/grpc/detail/channel_pool.h>
#include <proofload/grpc/grpc_options.h>

#include <memory>
#include <string>

namespace proofload {

class User;

namespace detail {

struct GrpcConnection {
  GrpcOptions options;  ///< with which it was opened
  std::string address;  ///< "host:port"
  std::shared_ptr<ChannelPool> channels;
};

/// The connection of this user that goes with the options. Throws UsageError where they make no
/// sense.
GrpcConnection& connection_of(User& user, const GrpcOptions& options);

}  // namespace detail
}  // namespace proofload
