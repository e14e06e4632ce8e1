// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/health.h>

#include <proofload/report/health_cause.h>

#include <algorithm>

namespace proofload {
namespace {

constexpr Duration least_lateness = 1ms;
constexpr int bound_of_lateness = 20;  // the lateness allowed is this part of the bound
constexpr Duration shortest_voter = 200ms;
constexpr Duration first_faults = 1s;  // a program is read from disk as it comes to be used

Duration length_of(const Timeline& timeline, SliceNumber slice) {
  return std::min(timeline.to(slice), timeline.end()) - timeline.from(slice);
}

// Where the load is measured, in slices long enough to say something.
std::vector<bool> slices_with_a_say(const Timeline& timeline) {
  const SliceNumber of_load = timeline.slices() - 1;
  std::vector<bool> all(timeline.slices());
  for (SliceNumber slice = 0; slice < of_load; ++slice)
    all[slice] = timeline.from(slice) >= timeline.measured_from() &&
                 length_of(timeline, slice) >= shortest_voter;
  if (std::find(all.begin(), all.end(), true) != all.end()) return all;
  for (SliceNumber slice = 0; slice < of_load; ++slice)
    all[slice] = length_of(timeline, slice) > Duration{};
  return all;
}

// Without regard to its neighbours.
std::vector<SliceHealth> judged_alone(const std::vector<GeneratorSignals>& signals,
                                      Duration allowed) {
  std::vector<SliceHealth> slices(signals.size());
  for (SliceNumber slice = 0; slice < slices.size(); ++slice) {
    slices[slice].reason = unhealthy_because(signals[slice], allowed);
    slices[slice].healthy = slices[slice].reason.empty();
  }
  return slices;
}

void spoil(SliceHealth& slice, const std::string& reason) {
  if (slice.healthy) slice = {false, reason};
}

// Slices around one, until so much time is covered, one at least: before it what may have been in
// flight, after it the recovery.
void spoil_around(const Timeline& timeline, SliceNumber bad, Duration stall, Duration in_flight,
                  std::vector<SliceHealth>& slices) {
  const auto reason = "next to " + second_of(timeline, bad);
  Duration covered{};
  for (auto slice = bad; slice-- > 0 && covered < std::max(in_flight, shortest_voter);
       covered += length_of(timeline, slice))
    spoil(slices[slice], reason);
  covered = {};
  for (auto slice = bad + 1; slice < slices.size() && covered < std::max(stall, shortest_voter);
       covered += length_of(timeline, slice++))
    spoil(slices[slice], reason);
}

std::size_t count_if_both(const std::vector<bool>& has_say, SliceNumber first, SliceNumber last,
                          auto wanted) {
  std::size_t number = 0;
  for (auto slice = first; slice < last && slice < has_say.size(); ++slice)
    if (has_say[slice] && wanted(slice)) ++number;
  return number;
}

}  // namespace

Duration lateness_allowed_by_latency(Duration bound) {
  return std::max(least_lateness, bound / bound_of_lateness);
}

Health::Health(const Timeline& timeline, std::vector<GeneratorSignals> signals,
               Duration lateness_allowed)
    : has_say_(slices_with_a_say(timeline)) {
  for (SliceNumber slice = 0; slice < signals.size(); ++slice)
    if (timeline.from(slice) < timeline.measured_from() + first_faults)
      signals[slice].page_faults = 0;
  const auto by_themselves = judged_alone(signals, lateness_allowed);
  slices_ = by_themselves;
  for (SliceNumber slice = 0; slice < slices_.size(); ++slice)
    if (!by_themselves[slice].healthy)
      spoil_around(timeline, slice, from_milliseconds(signals[slice].stall()),
                   bound_of_lateness * lateness_allowed, slices_);
  auto mask = std::make_shared<SliceMask>();
  for (const auto& slice : slices_) mask->push_back(slice.healthy);
  mask_ = std::move(mask);
  count_voters(signals);
  if (healthy_voters_ == voters_) return;
  auto text = causes_text(timeline, signals, has_say_, lateness_allowed);
  if (text.empty()) text = "beside others in which it was not measured";
  summary_ = std::to_string(voters_ - healthy_voters_) + " of " + std::to_string(voters_) +
             (voters_ == 1 ? " second: " : " seconds: ") + text;
}

void Health::count_voters(const std::vector<GeneratorSignals>& signals) {
  const auto slices = SliceNumber(slices_.size());
  voters_ = voters(0, slices);
  healthy_voters_ = healthy_voters(0, slices);
  double sum = 0;
  for (SliceNumber slice = 0; slice < slices; ++slice)
    if (has_say_[slice] && !slices_[slice].healthy) sum += signals[slice].service_processors;
  if (healthy_voters_ < voters_) service_processors_ = sum / double(voters_ - healthy_voters_);
}

std::size_t Health::voters(SliceNumber first, SliceNumber last) const {
  return count_if_both(has_say_, first, last, [](SliceNumber) { return true; });
}

std::size_t Health::healthy_voters(SliceNumber first, SliceNumber last) const {
  return count_if_both(has_say_, first, last,
                       [this](SliceNumber slice) { return slices_[slice].healthy; });
}

Health health_of(const Window& whole_run, Duration lateness_allowed) {
  const auto& measurements = *whole_run.measurements();
  return {measurements.timeline(), signals_of(measurements), lateness_allowed};
}

}  // namespace proofload
