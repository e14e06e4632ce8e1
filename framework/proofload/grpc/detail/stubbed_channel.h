// SPDX-License-Identifier: Apache-2.0
#pragma once

// A channel with the stubs made on it. Safe from any thread.

#include <grpcpp/channel.h>

#include <map>
#include <memory>
#include <mutex>
#include <typeindex>
#include <utility>

namespace proofload::detail {

class StubbedChannel {
 public:
  explicit StubbedChannel(std::shared_ptr<grpc::Channel> channel) : channel_(std::move(channel)) {}

  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }

  /// The stub of a service. Lives as long as this.
  template <class Service>
  typename Service::Stub& stub() {
    using Stub = typename Service::Stub;
    const std::lock_guard lock(mutex_);
    auto& place = stubs_[typeid(Service)];
    if (!place) place = std::shared_ptr<Stub>(Service::NewStub(channel_));
    return *static_cast<Stub*>(place.get());
  }

 private:
  const std::shared_ptr<grpc::Channel> channel_;
  std::mutex mutex_;
  std::map<std::type_index, std::shared_ptr<void>> stubs_;  // guarded by mutex_
};

}  // namespace proofload::detail
