// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/timeline.h>

#include <algorithm>
#include <utility>

namespace proofload {

Timeline::Timeline(Duration length, std::vector<StageSpan> stages)
    : Timeline(std::vector<ScenarioSpan>{{"", {}, {}, length}}, std::move(stages)) {}

Timeline::Timeline(std::vector<ScenarioSpan> scenarios, std::vector<StageSpan> stages)
    : scenarios_(std::move(scenarios)), stages_(std::move(stages)) {
  Duration end{};
  for (const auto& scenario : scenarios_) {
    end = std::max(end, scenario.to);
    for (const auto instant : {scenario.from, scenario.measured_from, scenario.to})
      ends_.push_back(instant);
  }
  for (const auto& stage : stages_)
    for (const auto instant : {stage.from, stage.to}) ends_.push_back(instant);
  for (Duration second = 1s; second < end; second += 1s) ends_.push_back(second);
  std::erase_if(ends_, [end](Duration at) { return at <= Duration{} || at > end; });
  std::sort(ends_.begin(), ends_.end());
  ends_.erase(std::unique(ends_.begin(), ends_.end()), ends_.end());
}

SliceNumber Timeline::slice_at(Duration instant) const {
  return SliceNumber(std::upper_bound(ends_.begin(), ends_.end(), instant) - ends_.begin());
}

Duration Timeline::next_boundary(Duration instant) const {
  if (instant <= Duration{}) return {};
  const auto place = std::lower_bound(ends_.begin(), ends_.end(), instant);
  return place == ends_.end() ? end() : *place;
}

Timeline::Stretch Timeline::between(Duration from, Duration to) const {
  const auto load_end = slices() - 1;
  Stretch stretch;
  stretch.begin = slice_at(next_boundary(from));
  stretch.end = std::max(stretch.begin, slice_at(to));
  stretch.from = this->from(stretch.begin);
  stretch.to = this->from(stretch.end);
  if (stretch.end == load_end && stretch.end > stretch.begin) ++stretch.end;
  return stretch;
}

Duration Timeline::measured_from() const {
  if (scenarios_.empty()) return {};
  auto first = end();
  for (const auto& scenario : scenarios_) first = std::min(first, scenario.measured_from);
  return first;
}

void Timeline::end_at(Duration instant) {
  if (instant >= end()) return;
  ends_.erase(std::lower_bound(ends_.begin(), ends_.end(), instant), ends_.end());
  if (instant > Duration{}) ends_.push_back(instant);
}

}  // namespace proofload
