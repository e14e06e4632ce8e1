// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/run.h>

#include <proofload/engine/detail/conductor.h>
#include <proofload/engine/detail/file_limit.h>
#include <proofload/units/quantity_text.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>

namespace proofload {
namespace asio = boost::asio;

namespace {

// What a process needs beside the connections of its users.
constexpr std::uint64_t other_files = 64;

Plan scaled_plan(const Plan& plan, Scale scale) {
  return {plan.scenario, scaled(plan.load, scale), plan.max_users, plan.drain, plan.http};
}

std::string too_long(Duration needed, Duration left) {
  return "the load takes " + to_text(needed) + ", but the budget of the test leaves " +
         to_text(std::max(left, Duration{})) + ": declare a larger one, such as budget(" +
         std::to_string(std::chrono::ceil<std::chrono::minutes>(needed).count() + 2) +
         "min), or play less with --time-scale";
}

// A coroutine of its own, so that whatever a journey throws ends up in the same place.
Task<> whole(const Journey& journey, User& user) { co_await journey(user); }

std::string text_of(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return unknown_exception;
  }
}

// One journey of one user on the caller's thread. The journey has ended when play() returns.
class SinglePlay {
 public:
  SinglePlay(const Journey& journey, const HttpOptions& http, const RunSettings& settings)
      : journey_(journey),
        settings_(settings),
        context_{loop_, multi_,          recorder_, steps_,        series_,
                 http,  settings.target, clock_,    settings.seed, &unanswered_},
        user_(std::make_unique<User::State>(context_, 0)) {}

  Result<void> play();

 private:
  void watch();
  std::optional<std::string> reason_to_end() const;
  void end(std::string reason);
  void run_loop();

  const Journey& journey_;
  const RunSettings& settings_;
  const RunClock clock_{SteadyClock::now()};
  asio::io_context loop_{1};
  asio::executor_work_guard<asio::io_context::executor_type> stay_{loop_.get_executor()};
  asio::steady_timer timer_{loop_};
  asio::cancellation_signal interruption_;
  detail::CurlMulti multi_{loop_};
  Recorder recorder_;
  HttpSteps steps_{recorder_};
  AuthorSeries series_{recorder_};
  std::string unanswered_;
  UserContext context_;
  User user_;
  bool done_ = false;
  std::string ended_;                    // why it was cut off
  std::exception_ptr failure_;           // of the journey
  std::exception_ptr callback_failure_;  // of what watches it
};

Result<void> SinglePlay::play() {
  if (auto reason = reason_to_end()) return Error{std::move(*reason)};
  const auto ended = [this](std::exception_ptr failure) {
    failure_ = failure;
    done_ = true;
    loop_.stop();  // connections that are kept alive would hold it
  };
  asio::co_spawn(loop_, whole(journey_, user_),
                 asio::bind_cancellation_slot(interruption_.slot(), ended));
  watch();
  while (!done_) run_loop();
  if (callback_failure_) std::rethrow_exception(callback_failure_);
  if (!ended_.empty()) return Error{ended_};
  if (!failure_ && unanswered_.empty()) return {};
  if (!failure_) return Error{unanswered_};
  return Error{text_of(failure_) + (unanswered_.empty() ? "" : "; " + unanswered_)};
}

void SinglePlay::watch() {
  timer_.expires_after(std::min<Duration>(50ms, settings_.deadline - clock_.now()));
  timer_.async_wait([this](boost::system::error_code error) {
    if (error || done_) return;
    if (auto reason = reason_to_end()) return end(std::move(*reason));
    watch();
  });
}

std::optional<std::string> SinglePlay::reason_to_end() const {
  if (settings_.stop_when)
    if (auto reason = settings_.stop_when()) return reason;
  if (clock_.now() < settings_.deadline) return {};
  return "it did not end within the " + to_text(std::max(settings_.deadline, Duration{})) +
         " that the budget of the test left";
}

void SinglePlay::end(std::string reason) {
  ended_ = std::move(reason);
  interruption_.emit(asio::cancellation_type::terminal);
}

// Whatever a callback throws, the journey ends before what it lives on goes.
void SinglePlay::run_loop() {
  try {
    loop_.run();
  } catch (...) {
    if (!callback_failure_) callback_failure_ = std::current_exception();
    interruption_.emit(asio::cancellation_type::terminal);
  }
}

}  // namespace

std::vector<std::string> problems(const Plan& plan, const RunSettings& settings) {
  auto found = problems(plan);
  if (settings.workers == 0) found.push_back("a run needs at least one worker");
  const auto played = scaled_plan(plan, settings.scale);
  const auto needed = length_of(stages_of(played.load));
  if (needed > settings.deadline) found.push_back(too_long(needed, settings.deadline));
  const auto users =
      static_cast<std::uint64_t>(std::max<std::int64_t>(users_allowed(played).count(), 0));
  const auto allowed = greatest_file_limit();
  if (allowed < other_files || users > allowed - other_files)
    found.push_back("a plan with " + to_text(users_allowed(played)) + " needs " +
                    count_text(double(users + other_files)) + " descriptors, this machine allows " +
                    count_text(double(allowed)) + ": raise ulimit -n");
  return found;
}

Report play(const Plan& plan, const RunSettings& settings) {
  raise_file_limit();
  return Conductor(scaled_plan(plan, settings.scale), settings).run();
}

Result<void> play_once(const Journey& journey, const HttpOptions& http,
                       const RunSettings& settings) {
  return SinglePlay(journey, http, settings).play();
}

}  // namespace proofload
