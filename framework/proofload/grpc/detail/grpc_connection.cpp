// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/grpc_connection.h>

#include <proofload/base/usage_error.h>
#include <proofload/engine/detail/user_state.h>
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
  if (options.connections > ChannelPool::most_channels)
    throw UsageError("a GrpcClient wants " + std::to_string(options.connections) +
                     " connections: give at most " + std::to_string(ChannelPool::most_channels));
  const auto watch = [&](const auto& channel) { watched.add(channel, context.connections); };
  auto channels = options.connections == 0
                      ? std::make_shared<ChannelPool>(target, options, watch)
                      : ChannelPool::of_run(&context.clock, target, options, watch);
  return {options, std::move(target.address), std::move(channels)};
}

}  // namespace

GrpcConnection& connection_of(User& user, const GrpcOptions& options) {
  auto& connections = user.data<Connections>().all;
  for (auto& connection : connections)
    if (same_channel(connection.options, options)) return connection;
  return connections.emplace_back(connect(user, options));
}

}  // namespace proofload::detail
