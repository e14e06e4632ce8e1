// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/run.h>

#include <proofload/engine/detail/conductor.h>

#include <boost/asio/co_spawn.hpp>

namespace proofload {

std::vector<std::string> problems(const Plan& plan, const RunSettings& settings) {
  auto found = problems(plan);
  if (settings.workers == 0) found.push_back("a run needs at least one worker");
  const auto needed = length_of(stages_of(scaled(plan.load, settings.scale)));
  if (needed > settings.deadline)
    found.push_back("the load takes " + to_text(needed) + ", but the budget of the test leaves " +
                    to_text(std::max(settings.deadline, Duration{})) +
                    ": declare a larger one, such as budget(" +
                    std::to_string(std::chrono::ceil<std::chrono::minutes>(needed).count() + 2) +
                    "min), or play less with --time-scale");
  return found;
}

Report play(const Plan& plan, const RunSettings& settings) {
  const Plan scaled_plan{plan.scenario, scaled(plan.load, settings.scale), plan.max_users,
                         plan.drain, plan.http};
  return Conductor(scaled_plan, settings).run();
}

Result<void> play_once(const Journey& journey, const std::string& target, const HttpOptions& http) {
  boost::asio::io_context loop(1);
  std::exception_ptr failure;
  detail::CurlMulti multi(loop);
  Recorder recorder;
  HttpSteps steps(recorder);
  UserContext context{loop, multi, recorder, steps, http, target, RunClock(SteadyClock::now()), 0};
  User user(std::make_unique<User::State>(context, 0));
  boost::asio::co_spawn(loop, journey(user), [&](std::exception_ptr thrown) {
    failure = thrown;
    loop.stop();  // timers of connections that are kept alive would hold it
  });
  loop.run();
  try {
    if (failure) std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    return Error{error.what()};
  }
  return {};
}

}  // namespace proofload
