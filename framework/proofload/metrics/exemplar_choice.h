// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which steps of one worker are worth to be kept as exemplars: those slower than the slowest kept
// so far, and the first few of each kind of failure. Decides by numbers alone, before anything is
// copied; of constant size. Belongs to one worker.

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
  static constexpr std::uint32_t of_each_failure = 3;
  static constexpr std::size_t most_failures = 20;  ///< kinds

  /// Whether a step that succeeded is to be kept, and counts it as kept if so.
  bool choose(Duration response);

  /// The same for one that failed: "timeout", "status 503".
  bool choose_failed(std::string_view kind);

 private:
  std::priority_queue<Duration, std::vector<Duration>, std::greater<>> kept_;  // the fastest first
  std::unordered_map<std::string, std::uint32_t> failures_;
};

}  // namespace proofload
