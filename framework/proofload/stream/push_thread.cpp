// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/push_thread.h>

#include <proofload/base/background_thread.h>
#include <proofload/base/safe_text.h>
#include <proofload/stream/detail/http_post.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace proofload {

class PushThread::Sender {
 public:
  Sender(PushTarget target, PushLimits limits)
      : target_(std::move(target)),
        limits_(limits),
        post_(target_, limits_),
        url_(target_.url.shown() + (target_.url.query.empty() ? "" : "?" + target_.url.query)),
        opened_(target_.opening_url.empty()),
        queue_(limits_.memory),
        thread_([this] { run(); }) {}

  ~Sender() {
    stop();
    thread_.join();
  }

  void add(Push push) {
    const std::lock_guard lock(mutex_);
    ++account_.pushes;
    queue_.add(std::move(push));
    changed_.notify_all();
  }

  PushAccount conclude();

 private:
  using Lock = std::unique_lock<std::mutex>;
  using Kind = detail::PostOutcome::Kind;

  void run();
  void deliver(const std::string& body);
  bool open();
  bool deliver_to(const std::string& url, const std::string& body, bool refusal_matters);
  bool may_try_again(const detail::PostOutcome& outcome, int tries, Duration pause);
  void give_up();
  void stop();

  const PushTarget target_;
  const PushLimits limits_;
  detail::HttpPost post_;
  const std::string url_;
  bool opened_;  // of the thread

  std::mutex mutex_;  // for all below
  std::condition_variable changed_;
  PushQueue queue_;
  PushAccount account_;
  bool busy_ = false;      // one is taken from the queue and not done with
  bool draining_ = false;  // no more will come: what does not answer is not tried again
  bool stopped_ = false;

  std::thread thread_;  // the last, since it uses all of them
};

void PushThread::Sender::run() {
  enter_background();
  Lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopped_ || !queue_.empty(); });
    if (stopped_) return;
    const auto push = queue_.take();
    busy_ = true;
    lock.unlock();
    deliver(push->body());
    lock.lock();
    busy_ = false;
    changed_.notify_all();
  }
}

void PushThread::Sender::deliver(const std::string& body) {
  if (open() && deliver_to(url_, body, true)) return;
  const std::lock_guard lock(mutex_);
  ++account_.lost;
}

bool PushThread::Sender::open() {
  if (!opened_) opened_ = deliver_to(target_.opening_url, {}, false);
  return opened_;
}

bool PushThread::Sender::deliver_to(const std::string& url, const std::string& body,
                                    bool refusal_matters) {
  auto pause = limits_.first_pause;
  for (int tries = 1;; ++tries) {
    const auto outcome = post_.post(url, body);
    if (outcome.kind == Kind::delivered) return true;
    if (outcome.kind == Kind::refused && !refusal_matters) return true;
    if (!may_try_again(outcome, tries, pause)) return false;
    pause = std::min(2 * pause, limits_.longest_pause);
  }
}

// Waits for the pause, or for the end of the run.
bool PushThread::Sender::may_try_again(const detail::PostOutcome& outcome, int tries,
                                       Duration pause) {
  Lock lock(mutex_);
  account_.reason = outcome.reason;
  if (outcome.kind == Kind::refused) return false;
  if (outcome.kind == Kind::busy && tries >= limits_.most_tries) return false;
  if (outcome.kind == Kind::unanswered && draining_) {
    give_up();
    return false;
  }
  const bool was_draining = draining_;
  changed_.wait_for(lock, pause, [&] { return stopped_ || draining_ != was_draining; });
  return !stopped_;
}

// Requires the lock.
void PushThread::Sender::give_up() {
  account_.lost += queue_.size();
  while (queue_.take()) continue;
}

PushAccount PushThread::Sender::conclude() {
  Lock lock(mutex_);
  draining_ = true;
  changed_.notify_all();
  changed_.wait_for(lock, limits_.drain, [this] { return queue_.empty() && !busy_; });
  lock.unlock();
  stop();
  lock.lock();
  changed_.wait(lock, [this] { return !busy_; });
  auto account = account_;
  account.lost += queue_.size() + queue_.dropped();
  if (account.lost == 0) account.reason.clear();
  return account;
}

void PushThread::Sender::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  post_.cancel();
  changed_.notify_all();
}

PushThread::PushThread(PushTarget target, PushLimits limits)
    : sender_(std::make_unique<Sender>(std::move(target), limits)) {}

PushThread::~PushThread() = default;

void PushThread::push(Push push) { sender_->add(std::move(push)); }

PushAccount PushThread::conclude() { return sender_->conclude(); }

std::string undelivered(const PushTarget& target, const PushAccount& account) {
  if (account.lost == 0) return {};
  const auto reason = account.reason.empty() ? "too much was waiting" : account.reason;
  return target.name + " at " + safe_line(target.url.shown()) + ": " +
         std::to_string(account.lost) + " of " + std::to_string(account.pushes) +
         " pushes could not be sent: " + reason;
}

}  // namespace proofload
