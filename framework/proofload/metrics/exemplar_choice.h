// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which steps of one worker are worth to be kept as exemplars: those slower than the slowest kept
// so far, and the first few of each kind of failure. While a service gets slower and slower every
// step is slower than all before, and keeping them would burden the generator just then: after 50
// in one slice a step must be slower by a tenth. Decides by numbers alone, before anything is
// copied; of constant size. Belongs to one worker.

#include <proofload/metrics/timeline.h>
#include <proofload/units/duration.h>

#include <cstdint>
#include <functional>
#include <queue>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace proofload {

class ExemplarChoice {
 public:
  static constexpr std::size_t slowest = 10;
  static constexpr std::uint32_t most_in_a_slice = 50;
  static constexpr std::uint32_t of_each_failure = 3;
  static constexpr std::size_t most_failures = 20;  ///< kinds

  /// Whether a step that succeeded is to be kept, and counts it as kept if so. slice: the present.
  bool choose(Duration response, SliceNumber slice);

  /// The same for one that failed: "timeout", "status 503".
  bool choose_failed(std::string_view kind);

 private:
  SliceNumber slice_ = 0;
  std::uint32_t in_slice_ = 0;  // so many were chosen
  std::priority_queue<Duration, std::vector<Duration>, std::greater<>> kept_;  // the fastest first
  std::unordered_map<std::string, std::uint32_t> failures_;
};

}  // namespace proofload
