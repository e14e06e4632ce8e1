// SPDX-License-Identifier: Apache-2.0
#pragma once

// Shows that limits can fail: a load test is played, in a process of its own, against a service
// that was told to do something wrong, and the limits that broke are what it gives. A fixture to
// derive from, one for each binary of load tests.

#include <integration/played_program.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace proofload {

class PlayedLimits : public PlayedProgram {
 protected:
  using Broken = std::set<std::string>;

  /// flags_variable: the environment variable that the suite's fixture reads more flags for its
  /// service from.
  PlayedLimits(std::string program, std::string flags_variable)
      : PlayedProgram(std::move(program)), flags_variable_(std::move(flags_variable)) {}

  /// Plays a test for this share of its time, against a service with these flags, and gives the
  /// limits that broke, as "whole run: error rate". Where the generator was in doubt, what held
  /// and what broke says nothing about the service: then the test is played again, twice at most,
  /// and in the end fails for that reason.
  Broken broken(const std::string& test, const std::string& time_scale, const std::string& flags) {
    variables_ = "'" + flags_variable_ + "=" + flags + "' ";
    for (int time = 1; time <= 3; ++time) {
      play(test, "--time-scale=" + time_scale);
      if (!is_in_doubt(summary())) return broken_in(summary()["limits"]);
    }
    ADD_FAILURE() << "the generator did not keep time in any of three runs, which so show nothing: "
                     "play this again when the machine has less to do";
    return broken_in(summary()["limits"]);
  }

 private:
  Broken broken_in(const nlohmann::json& limits) const {
    if (limits.empty()) ADD_FAILURE() << "no limit was judged:\n" << console_;
    Broken broken;
    for (const auto& limit : limits) {
      if (limit["held"] == false) broken.insert(name_of(limit));
    }
    return broken;
  }

  static bool is_in_doubt(const nlohmann::json& results) {
    if (results["verdict"]["outcome"] == "INVALID") return true;
    const nlohmann::json& limits = results["limits"];
    return std::any_of(limits.begin(), limits.end(),
                       [](const auto& limit) { return limit["standing"] == "in_doubt"; });
  }

  static std::string name_of(const nlohmann::json& limit) {
    return limit["subject"].get<std::string>() + ": " + limit["statistic"].get<std::string>();
  }

  std::string flags_variable_;
};

}  // namespace proofload
