// SPDX-License-Identifier: Apache-2.0
#pragma once

// So many channels for all users of a run. Safe from any thread.

#include <proofload/grpc/detail/grpc_channel.h>

#include <memory>
#include <mutex>
#include <vector>

namespace proofload::detail {

class ChannelPool {
 public:
  static constexpr std::uint32_t most_channels = 10'000;

  /// The pool of this run for these options: a new one, unless another user holds it already. run:
  /// an address that is the run's own as long as it lasts.
  static std::shared_ptr<ChannelPool> of_run(const void* run, const GrpcTarget& target,
                                             const GrpcOptions& options);

  ChannelPool(const void* run, GrpcTarget target, GrpcOptions options);

  /// The channel that a user of this number shares with others. Whoever gets it first is to watch
  /// it.
  struct Shared {
    std::shared_ptr<grpc::Channel> channel;
    bool is_new;
  };
  Shared channel(std::uint32_t user);

 private:
  const void* const run_;
  const GrpcTarget target_;
  const GrpcOptions options_;
  std::mutex mutex_;
  std::vector<std::shared_ptr<grpc::Channel>> channels_;  // guarded by mutex_; null: not yet opened
};

}  // namespace proofload::detail
