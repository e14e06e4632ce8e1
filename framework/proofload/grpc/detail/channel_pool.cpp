// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/channel_pool.h>

#include <utility>

namespace proofload::detail {

std::shared_ptr<ChannelPool> ChannelPool::of_run(const void* run, const GrpcTarget& target,
                                                 const GrpcOptions& options) {
  static std::mutex mutex;
  static auto& pools = *new std::vector<std::weak_ptr<ChannelPool>>;
  const std::lock_guard lock(mutex);
  std::erase_if(pools, [](const auto& pool) { return pool.expired(); });
  for (const auto& known : pools)
    if (auto pool = known.lock();
        pool && pool->run_ == run && same_channel(pool->options_, options))
      return pool;
  auto pool = std::make_shared<ChannelPool>(run, target, options);
  pools.push_back(pool);
  return pool;
}

ChannelPool::ChannelPool(const void* run, GrpcTarget target, GrpcOptions options)
    : run_(run),
      target_(std::move(target)),
      options_(std::move(options)),
      channels_(options_.connections) {}

ChannelPool::Shared ChannelPool::channel(std::uint32_t user) {
  const std::lock_guard lock(mutex_);
  auto& channel = channels_[user % channels_.size()];
  const bool is_new = !channel;
  if (is_new) channel = open_channel(target_, options_);
  return {channel, is_new};
}

}  // namespace proofload::detail
