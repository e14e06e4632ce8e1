// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which channels of a worker are connected now, for the metric active_connections. gRPC connects
// and loses connections by itself, so somebody has to look. Safe from any thread.

#include <proofload/protocol/open_connections.h>

#include <grpcpp/channel.h>

#include <memory>
#include <mutex>
#include <vector>

namespace proofload::detail {

class OpenChannels {
 public:
  /// Counts this channel among those, whenever it is found connected, for as long as it lives.
  void add(const std::shared_ptr<grpc::Channel>& channel, const OpenConnections& among);

  /// Brings the count up to date. Connects nothing.
  void look();

 private:
  struct Watched {
    std::weak_ptr<grpc::Channel> channel;
    OpenConnections among;
    bool connected = false;
    CountedConnection counted{};
  };

  static void look(Watched& watched);

  std::mutex mutex_;
  std::vector<Watched> channels_;  // guarded by mutex_
};

}  // namespace proofload::detail
