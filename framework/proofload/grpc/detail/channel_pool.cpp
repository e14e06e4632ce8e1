// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/channel_pool.h>

#include <algorithm>
#include <mutex>
#include <vector>

namespace proofload::detail {
namespace {

struct PoolOfRun {
  const void* run;
  GrpcOptions options;
  std::weak_ptr<ChannelPool> pool;
};

}  // namespace

ChannelPool::ChannelPool(const GrpcTarget& target, const GrpcOptions& options, const Watch& watch) {
  const auto number = std::max<std::uint32_t>(options.connections, 1);
  for (std::uint32_t index = 0; index < number; ++index)
    watch(channels_.emplace_back(open_channel(target, options)).channel());
}

std::shared_ptr<ChannelPool> ChannelPool::of_run(const void* run, const GrpcTarget& target,
                                                 const GrpcOptions& options, const Watch& watch) {
  static std::mutex mutex;
  static auto& pools = *new std::vector<PoolOfRun>;
  const std::lock_guard lock(mutex);
  std::erase_if(pools, [](const auto& known) { return known.pool.expired(); });
  for (const auto& known : pools)
    if (known.run == run && same_channel(known.options, options))
      if (auto pool = known.pool.lock()) return pool;
  auto pool = std::make_shared<ChannelPool>(target, options, watch);
  pool->connect();
  pools.push_back({run, options, pool});
  return pool;
}

void ChannelPool::connect() {
  for (const auto& channel : channels_) channel.channel()->GetState(true);
}

StubbedChannel& ChannelPool::next() {
  const auto turn = turns_.fetch_add(1, std::memory_order_relaxed);
  return channels_[turn % channels_.size()];
}

}  // namespace proofload::detail
