// SPDX-License-Identifier: Apache-2.0
#pragma once

// Services under test that live in virtual time: they say at once when an iteration that begins now
// will end. An iteration takes at least a nanosecond. One run, one thread, one service.

#include <proofload/base/random.h>
#include <proofload/load/dispatcher.h>
#include <proofload/load/distributions.h>

#include <algorithm>
#include <functional>

namespace proofload {

/// When the iteration that begins now ends.
using VirtualService = std::function<Duration(const Start& start, Duration begin)>;

/// Every iteration takes the same time, however many there are.
inline VirtualService takes(Duration time) {
  return [time](const Start&, Duration begin) { return begin + time; };
}

/// Every iteration takes the same time, but all stand still during a freeze.
inline VirtualService freezes(Duration time, Duration freeze, Duration length) {
  return [=](const Start&, Duration begin) {
    const auto end = begin + time;
    if (end <= freeze || begin >= freeze + length) return end;
    return freeze + length + std::min(time, end - freeze);
  };
}

/// One server, first come, first served, exponential service times: with Poisson arrivals the M/M/1
/// queue of the textbooks.
inline VirtualService one_server(Rate rate, std::uint64_t seed) {
  return [rate, random = Random(seed), free_at = Duration{}](const Start&, Duration begin) mutable {
    const auto service = from_seconds(draw_exponential(random) / rate.per_second());
    return free_at = std::max(free_at, begin) + std::max(service, Duration(1ns));
  };
}

}  // namespace proofload
