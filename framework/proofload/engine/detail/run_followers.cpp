// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/run_followers.h>

#include <algorithm>
#include <utility>

namespace proofload {
namespace {

constexpr Duration flush_every = 5s;

// So long answers get to come in before the row that they belong to is written down.
constexpr Duration course_lag = 2s;

}  // namespace

RunFollowers::RunFollowers(const RunSettings& settings,
                           std::shared_ptr<const Measurements> measurements,
                           std::vector<std::uint64_t> planned)
    : settings_(settings),
      measurements_(std::move(measurements)),
      so_far_(measurements_),
      course_(measurements_->timeline(), std::move(planned)),
      next_flush_(flush_every) {}

bool RunFollowers::want_samples() const {
  return std::any_of(settings_.observers.begin(), settings_.observers.end(),
                     [](const auto* observer) { return observer->wants_samples(); });
}

void RunFollowers::begin(WallClock::time_point started_at) {
  begun_ = true;
  const RunStart start{settings_.test, started_at, measurements_->timeline().end()};
  for (auto* observer : settings_.observers) observer->begin(start);
}

void RunFollowers::take(Recording& recording) {
  for (auto& exemplar : recording.exemplars) exemplars_.add(std::move(exemplar));
  recording.exemplars.clear();
  if (!recording.samples.empty())
    for (auto* observer : settings_.observers)
      if (observer->wants_samples()) observer->samples(*measurements_, recording.samples);
  recording.samples.clear();
}

void RunFollowers::second(Duration now, const std::function<RunFacts()>& facts) {
  tell_second(now);
  if (!settings_.flush) return;
  course_.advance(so_far_, now - course_lag);
  if (now < next_flush_) return;
  next_flush_ = now - now % flush_every + flush_every;
  auto known = facts();
  known.complete = false;
  known.exemplars = exemplars_;
  known.course = course_;
  known.course->add_open_row(so_far_, now);
  settings_.flush(Report(measurements_->totals(now), std::move(known)));
}

void RunFollowers::end(Duration now) {
  if (begun_) tell_second(now);
}

void RunFollowers::tell_second(Duration now) {
  for (auto* observer : settings_.observers) observer->second(*measurements_, now);
}

}  // namespace proofload
