// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/live_results.h>

#include <proofload/base/background_thread.h>

#include <exception>
#include <utility>

namespace proofload {

RunResult unfinished(Report report) {
  auto facts = report.facts();
  auto why = std::string("the test had not come to its end when this was written");
  if (!facts.complete)
    why += ", " + to_text(std::chrono::round<std::chrono::seconds>(facts.played)) +
           " after the start of its load";
  facts.complete = false;
  RunResult result{Report(report.measurements(), std::move(facts)), {}, {}, {}};
  result.verdict.outcome = Outcome::invalid;
  result.verdict.reasons = {why};
  result.verdict.stop_problem = why;
  return result;
}

LiveResults::LiveResults(ResultFiles files, std::vector<Threshold> thresholds)
    : files_(std::move(files)),
      thresholds_(std::move(thresholds)),
      thread_([this] { write_on(); }) {}

LiveResults::~LiveResults() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void LiveResults::show(Report so_far) {
  {
    const std::lock_guard lock(mutex_);
    next_ = std::move(so_far);
  }
  changed_.notify_one();
}

void LiveResults::write_on() {
  enter_background();
  for (;;) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return ended_ || next_; });
    if (ended_) return;
    auto report = *std::exchange(next_, {});
    lock.unlock();
    write(std::move(report));
  }
}

// What cannot be written now may be written the next time: no room, no memory.
void LiveResults::write(Report so_far) {
  try {
    auto result = unfinished(std::move(so_far));
    for (const auto& threshold : thresholds_)
      result.limits.push_back(threshold.judged(result.report));
    static_cast<void>(files_.write(result));
  } catch (const std::exception&) {
    return;
  }
}

}  // namespace proofload
