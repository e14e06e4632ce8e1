// SPDX-License-Identifier: Apache-2.0
#pragma once

// Shows that limits can fail: a load test is played, in a process of its own, against a service
// that was told to do something wrong, and the limits that broke are what it gives. A fixture to
// derive from, one for each binary of load tests.
//
// A limit that breaks for want of data says nothing about the service, and so fails the test that
// plays it; see to_lack_data_. What is beyond measure is no want of data: a percentile that lies
// among the requests that failed, a service that never recovered.

#include <proofload/report/quantity.h>

#include <integration/played_program.h>

#include <algorithm>
#include <set>
#include <stdexcept>
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
  /// limits that broke, as "whole run: error rate < 1 %", with bounds scaled as the run is. The
  /// test has to play to its end, and to pass where no limit broke and fail where one did. Where
  /// the generator was in doubt, what held and what broke says nothing about the service: then the
  /// test is played again, twice at most, and in the end fails for that reason.
  Broken broken(const std::string& test, const std::string& time_scale, const std::string& flags) {
    variables_ = "'" + flags_variable_ + "=" + flags + "' ";
    for (int time = 1; time <= 3; ++time) {
      play(test, "--time-scale=" + time_scale);
      if (!is_in_doubt(summary())) return broken_in(summary());
    }
    ADD_FAILURE() << "the generator did not keep time in any of three runs, which so show nothing: "
                     "play this again when the machine has less to do";
    return broken_in(summary());
  }

  /// What failed beside limits, in the test's own words.
  std::string other_failures() const { return summary()["failures"].dump(); }

  /// What is to be so of the tests played next: the limits that break for want of data; and whether
  /// the test fails by a sentence of its own, whatever its limits do.
  Broken to_lack_data_;
  bool to_fail_otherwise_ = false;

 private:
  Broken broken_in(const nlohmann::json& results) const {
    EXPECT_EQ(results["run"]["ended_early"], "") << console_;
    if (results["limits"].empty()) ADD_FAILURE() << "no limit was judged:\n" << console_;
    Broken broken;
    Broken without_data;
    for (const auto& limit : results["limits"]) {
      if (limit["held"] == true) continue;
      broken.insert(name_of(limit));
      if (lacks_data(limit)) without_data.insert(name_of(limit));
    }
    EXPECT_EQ(without_data, to_lack_data_) << "limits that broke for want of data:\n" << console_;
    expect_verdict(results, broken.empty() && !to_fail_otherwise_);
    return broken;
  }

  void expect_verdict(const nlohmann::json& results, bool passes) const {
    EXPECT_EQ(exit_code_ == 0, passes) << console_;
    EXPECT_EQ(results["verdict"]["outcome"], passes ? "PASS" : "FAIL") << console_;
    if (passes) {
      EXPECT_EQ(other_failures(), "[]") << console_;
    }
  }

  static bool lacks_data(const nlohmann::json& limit) {
    if (!limit["observed"].is_null()) return false;
    const auto why = limit["explanation"].get<std::string>();
    const auto says = [&why](const char* words) { return why.find(words) != why.npos; };
    const bool beyond_measure = says("no request succeeded") ||
                                says("lies among the requests that failed") ||
                                says("no recovery to ");
    return !beyond_measure || says(" samples, had ");
  }

  static bool is_in_doubt(const nlohmann::json& results) {
    if (results["verdict"]["outcome"] == "INVALID") return true;
    const nlohmann::json& limits = results["limits"];
    return std::any_of(limits.begin(), limits.end(),
                       [](const auto& limit) { return limit["standing"] == "in_doubt"; });
  }

  static std::string name_of(const nlohmann::json& limit) {
    return limit["subject"].get<std::string>() + ": " + limit["statistic"].get<std::string>() +
           " " + limit["comparison"].get<std::string>() + " " +
           to_text(quantity_in(limit["unit"].get<std::string>()), limit["bound"].get<double>());
  }

  static Quantity quantity_in(const std::string& unit) {
    for (const auto quantity : {Quantity::milliseconds, Quantity::share, Quantity::per_second,
                                Quantity::bytes, Quantity::count})
      if (unit_name(quantity) == unit) return quantity;
    throw std::invalid_argument("no limit is measured in " + unit);
  }

  std::string flags_variable_;
};

}  // namespace proofload
