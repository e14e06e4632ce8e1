// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/live_results.h>

#include <sys/resource.h>
#include <unistd.h>

#include <utility>

namespace proofload {
namespace {

constexpr int nice_value = 10;

// Linux: of this thread alone. A generator that shares its core goes first; where that is not
// allowed, all are equal.
void stand_back() { static_cast<void>(setpriority(PRIO_PROCESS, id_t(gettid()), nice_value)); }

}  // namespace

RunResult unfinished(Report report) {
  auto why = std::string("the test had not come to its end when this was written");
  if (const auto played = report.facts().played; !report.facts().complete)
    why += ", " + to_text(std::chrono::round<std::chrono::seconds>(played)) +
           " after the start of its load";
  RunResult result{std::move(report), {}, {}, {}};
  result.verdict.outcome = Outcome::invalid;
  result.verdict.reasons = {why};
  result.verdict.stop_problem = why;
  return result;
}

LiveResults::LiveResults(ResultFiles files)
    : files_(std::move(files)), thread_([this] { write_on(); }) {}

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
  stand_back();
  for (;;) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return ended_ || next_; });
    if (ended_) return;
    auto report = *std::exchange(next_, {});
    lock.unlock();
    static_cast<void>(files_.write(unfinished(std::move(report))));
  }
}

}  // namespace proofload
