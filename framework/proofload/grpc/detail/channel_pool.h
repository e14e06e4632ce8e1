// SPDX-License-Identifier: Apache-2.0
#pragma once

// Channels that calls and streams take in turn: one that a user has for itself, or so many for all
// users of a run. Safe from any thread.

#include <proofload/grpc/detail/grpc_channel.h>
#include <proofload/grpc/detail/stubbed_channel.h>

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>

namespace proofload::detail {

class ChannelPool {
 public:
  static constexpr std::uint32_t most_channels = 10'000;

  /// Told of every channel that is opened.
  using Watch = std::function<void(const std::shared_ptr<grpc::Channel>&)>;

  /// As many channels as the options say, one at least. Nothing is connected yet. Throws as
  /// open_channel().
  ChannelPool(const GrpcTarget& target, const GrpcOptions& options, const Watch& watch);

  /// The pool of this run for these options: the one that another user holds already, or else a new
  /// one, of which every channel begins to connect. run: an address that is the run's own as long
  /// as it lasts.
  static std::shared_ptr<ChannelPool> of_run(const void* run, const GrpcTarget& target,
                                             const GrpcOptions& options, const Watch& watch);

  /// The channel whose turn it is.
  StubbedChannel& next();

 private:
  void connect();

  std::deque<StubbedChannel> channels_;
  std::atomic<std::uint64_t> turns_{0};
};

}  // namespace proofload::detail
