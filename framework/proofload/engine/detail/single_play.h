// SPDX-License-Identifier: Apache-2.0
#pragma once

// One journey of one user on the caller's thread, unmeasured. The journey has ended when play()
// returns.

#include <proofload/engine/detail/user_state.h>
#include <proofload/engine/run.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/steady_timer.hpp>

#include <exception>

namespace proofload {

class SinglePlay {
 public:
  /// scenario: whose name the journey is told; empty where it belongs to none.
  SinglePlay(const Journey& journey, const HttpOptions& http, const RunSettings& settings,
             std::string scenario = {});

  /// Called once. See play_once().
  Result<void> play();

 private:
  void watch();
  std::optional<std::string> reason_to_end() const;
  void end(std::string reason);
  void run_loop();

  const Journey& journey_;
  const RunSettings& settings_;
  const RunClock clock_{SteadyClock::now()};
  const Timeline timeline_;
  BlockingPool blocking_;
  boost::asio::io_context loop_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> stay_{
      loop_.get_executor()};
  boost::asio::steady_timer timer_{loop_};
  detail::CurlMulti multi_{loop_};
  Recorder recorder_;
  LabelSets label_sets_;
  StepSeries steps_{recorder_};
  AuthorSeries author_series_{recorder_};
  std::string unanswered_;
  UserContext context_;
  ScenarioContext scenario_;
  User user_;
  bool done_ = false;
  std::string ended_;                    // why it was cut off
  std::exception_ptr failure_;           // of the journey
  std::exception_ptr callback_failure_;  // of what watches it
};

}  // namespace proofload
