// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/single_play.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>

namespace proofload {
namespace asio = boost::asio;

namespace {

// A coroutine of its own, so that whatever a journey throws ends up in the same place.
Task<> whole(const Journey& journey, User& user) { co_await journey(user); }

}  // namespace

SinglePlay::SinglePlay(const Journey& journey, const HttpOptions& http, const RunSettings& settings,
                       std::string scenario)
    : journey_(journey),
      settings_(settings),
      context_{loop_,           multi_, recorder_, label_sets_, steps_,        author_series_,
               settings.target, clock_, timeline_, blocking_,   settings.seed, &unanswered_},
      scenario_{std::move(scenario), http, {}, 0},
      user_(std::make_unique<UserState>(context_, scenario_, 0)) {
  context_.time_scale = settings.scale.time;
}

Result<void> SinglePlay::play() {
  if (auto reason = reason_to_end()) return Error{std::move(*reason)};
  const auto ended = [this](std::exception_ptr failure) {
    failure_ = failure;
    done_ = true;
    loop_.stop();  // connections that are kept alive would hold it
  };
  asio::co_spawn(loop_, whole(journey_, user_),
                 asio::bind_cancellation_slot(user_.state().interruption.slot(), ended));
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
  user_.state().interrupt();
}

// Whatever a callback throws, the journey ends before what it lives on goes.
void SinglePlay::run_loop() {
  try {
    loop_.run();
  } catch (...) {
    if (!callback_failure_) callback_failure_ = std::current_exception();
    user_.state().interrupt();
  }
}

}  // namespace proofload
