// SPDX-License-Identifier: Apache-2.0
#pragma once

// What was asked of the generator and what it delivered. Sums of workers; a value.

#include <proofload/units/duration.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace proofload {

/// What became of the starts planned in one stage of an open load.
struct StageDelivery {
  std::string name;           ///< empty where the author gave none
  std::uint64_t planned = 0;  ///< starts the plan wanted in the stage, up to where it was played
  std::uint64_t on_time = 0;  ///< of those, before the end of the stage and a grace: a hundredth of
                              ///< the stage, one second at most
  std::string scenario{};     ///< empty in a run of one scenario without a name

  /// on_time / planned; 1 where nothing was planned.
  double delivered() const { return planned > 0 ? double(on_time) / double(planned) : 1; }
};

struct LoadAccount {
  /// Starts the plan wanted, up to where it was played: all iterations of a load that is bounded by
  /// count, nothing in a closed load, where the service sets the number.
  std::optional<std::uint64_t> planned;

  std::uint64_t started = 0;   ///< iterations that began
  std::uint64_t on_time = 0;   ///< of those, in the stage they were planned in; see StageDelivery
  std::uint64_t finished = 0;  ///< iterations that came to their end
  std::uint64_t failed = 0;    ///< ended early: a missing value, an exception, an author's mistake
  std::uint64_t interrupted = 0;  ///< cut off by the end of the run
  std::int64_t most_users = 0;    ///< that played at the same time; the sum over workers
  std::int64_t users_allowed = 0;

  /// Share of one core that a worker's thread used in its busiest slice (a whole second, or less at
  /// the end of a stage; none under 200 ms), 0 to 1: the greatest of all workers. A run without
  /// such a slice is taken as a whole.
  double busiest_thread = 0;
  std::uint32_t workers = 1;

  /// The stages that were played, in order; empty in a closed load.
  std::vector<StageDelivery> stages{};

  /// Planned starts that never happened.
  std::uint64_t dropped() const { return planned && *planned > started ? *planned - started : 0; }

  /// Share of the planned starts that happened on time; 1 in a closed load.
  double delivered() const {
    return planned && *planned > 0 ? double(on_time) / double(*planned) : 1;
  }

  /// The stage that got the smallest share of its planned starts on time, the first of equals; null
  /// where no stage has planned starts. Lives as long as the account.
  const StageDelivery* worst_stage() const {
    const StageDelivery* worst = nullptr;
    for (const auto& stage : stages)
      if (stage.planned > 0 && (worst == nullptr || stage.delivered() < worst->delivered()))
        worst = &stage;
    return worst;
  }

  /// Its share, or that of the whole load where it is smaller; 1 in a closed load.
  double worst_delivered() const {
    const auto* worst = worst_stage();
    return worst == nullptr ? delivered() : std::min(delivered(), worst->delivered());
  }
};

}  // namespace proofload
