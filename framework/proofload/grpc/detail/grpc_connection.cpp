// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/grpc_connection.h>

#include <proofload/base/usage_error.h>
#include <proofload/engine/detail/user_state.h>
#include <proofload/grpc/detail/channel_pool.h>
#include <proofload/grpc/detail/completion_thread.h>
#include <proofload/grpc/detail/grpc_channel.h>

#include <list>

namespace proofload::detail {
namespace {

struct Connections {
  std::list<GrpcConnection> all;
};

GrpcConnection connect(User& user, const GrpcOptions& options) {
  const auto& context = user.state().context;
  auto& watched = boost::asio::use_service<CompletionThread>(context.loop).channels();
  auto target = target_of(options, context.target);
  if (options.connections == 0) {
    auto own = open_channel(target, options);
    watched.add(own, context.connections);
    return {options, target.address, std::move(own), nullptr};
  }
  if (options.connections > ChannelPool::most_channels)
    throw UsageError("a GrpcClient wants " + std::to_string(options.connections) +
                     " connections: give at most " + std::to_string(ChannelPool::most_channels));
  auto pool = ChannelPool::of_run(&context.clock, target, options);
  auto [shared, is_new] = pool->channel(user.number());
  if (is_new) watched.add(shared, context.connections);
  return {options, target.address, std::move(shared), std::move(pool)};
}

}  // namespace

GrpcConnection& connection_of(User& user, const GrpcOptions& options) {
  auto& connections = user.data<Connections>().all;
  for (auto& connection : connections)
    if (same_channel(connection.options, options)) return connection;
  return connections.emplace_back(connect(user, options));
}

}  // namespace proofload::detail
