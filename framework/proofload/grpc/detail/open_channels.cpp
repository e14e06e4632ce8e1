// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/open_channels.h>

namespace proofload::detail {

void OpenChannels::add(const std::shared_ptr<grpc::Channel>& channel,
                       const OpenConnections& among) {
  const std::lock_guard lock(mutex_);
  channels_.push_back({channel, among});
}

void OpenChannels::look() {
  const std::lock_guard lock(mutex_);
  std::erase_if(channels_, [](const auto& watched) { return watched.channel.expired(); });
  for (auto& watched : channels_) look(watched);
}

void OpenChannels::look(Watched& watched) {
  const auto channel = watched.channel.lock();
  const bool connected = channel && channel->GetState(false) == GRPC_CHANNEL_READY;
  if (connected == watched.connected) return;
  watched.connected = connected;
  watched.counted = connected ? CountedConnection(watched.among) : CountedConnection();
}

}  // namespace proofload::detail
