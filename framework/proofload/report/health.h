// SPDX-License-Identifier: Apache-2.0
#pragma once

// Whether the generator was fit to measure, second by second, so that one hiccup spoils one second
// and not the run. A slice is unhealthy when, with L the lateness allowed,
//
//   starts were late: p99 of pacing > L, or the greatest > 10 L
//   a thread that sleeps for 1 ms overslept by more than 2 L, and 10 ms: the answers to all that
//   was in flight were read as much later
//   the host took more than 5 % of the processor time away
//   the control group was throttled at all
//   a generator thread was ready to run for more than 5 % of the time, and did not
//   a generator thread used more than 80 % of a core
//   more than 10 pages were read from disk, but for the first second of the run
//   requests failed for want of descriptors, ports or memory of our own
//   the machine was suspended
//
// An unhealthy slice spoils the one before it, or as many as the bound is long (what was in
// flight), and the one after it (the recovery), or as many after it as the stall was long. A signal
// that the machine does not give is left out: none is needed. Warm-up, slices under 200 ms and what
// follows the end of the load have no say in the share of healthy slices; where there are no
// others, all have. Starts that never happened are no matter of health: the verdict judges the
// delivery of the load by itself. Pure; a value, safe from any thread.

#include <proofload/metrics/window.h>
#include <proofload/report/generator_signals.h>

#include <memory>
#include <string>
#include <vector>

namespace proofload {

struct SliceHealth {
  bool healthy = true;
  std::string reason;  ///< why it is not
};

class Health {
 public:
  /// signals: by slice, of the whole run.
  Health(const Timeline& timeline, std::vector<GeneratorSignals> signals,
         Duration lateness_allowed);

  /// By slice, with the one that follows the load.
  const std::vector<SliceHealth>& slices() const { return slices_; }

  /// True where a slice is healthy: for Window::only().
  std::shared_ptr<const SliceMask> mask() const { return mask_; }

  /// The slices that have a say, and the healthy ones among them.
  std::size_t voters() const { return voters_; }
  std::size_t healthy_voters() const { return healthy_voters_; }

  /// The same in a part of the run: [first, last).
  std::size_t voters(SliceNumber first, SliceNumber last) const;
  std::size_t healthy_voters(SliceNumber first, SliceNumber last) const;

  /// 1 where no slice has a say.
  double share() const { return voters_ == 0 ? 1 : double(healthy_voters_) / double(voters_); }

  /// "3 of 30 seconds: in second 12 it started up to 310 ms late": the most frequent cause first;
  /// empty where all were healthy. Second 12 begins 12 s after the start.
  const std::string& summary() const { return summary_; }

  /// Processors that the service kept busy in the unhealthy slices, on average; zero where that is
  /// not known.
  double service_processors() const { return service_processors_; }

 private:
  void count_voters(const std::vector<GeneratorSignals>& signals);

  std::vector<SliceHealth> slices_;
  std::vector<bool> has_say_;
  std::shared_ptr<const SliceMask> mask_;
  std::size_t voters_ = 0;
  std::size_t healthy_voters_ = 0;
  std::string summary_;
  double service_processors_ = 0;
};

/// Of a run that its window shows. Reads every signal once for each slice.
Health health_of(const Window& whole_run, Duration lateness_allowed);

/// How late starts may be without blurring a latency that is held against this bound: a twentieth
/// of it, at least 1 ms.
Duration lateness_allowed_by_latency(Duration bound);

/// The same for what is counted in a second: a hundredth of it.
constexpr Duration lateness_allowed_by_rates = 10ms;

}  // namespace proofload
