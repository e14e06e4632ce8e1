// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/helper_threads.h>

#include <pthread.h>

#include <algorithm>
#include <utility>

namespace proofload {
namespace {

double time_of(clockid_t clock) {
  timespec used{};
  if (clock_gettime(clock, &used) != 0) return 0;
  return double(used.tv_sec) + double(used.tv_nsec) * 1e-9;
}

}  // namespace

boost::asio::execution_context::id HelperThreads::id;

void HelperThreads::add(std::thread& thread) {
  clockid_t clock{};
  if (pthread_getcpuclockid(thread.native_handle(), &clock) == 0)
    threads_.push_back({clock, time_of(clock)});
}

double HelperThreads::busiest_since_last() {
  double busiest = 0;
  for (auto& thread : threads_) {
    const auto used = time_of(thread.clock);
    busiest = std::max(busiest, used - std::exchange(thread.before, used));
  }
  return busiest;
}

}  // namespace proofload
