// SPDX-License-Identifier: Apache-2.0
#pragma once

// How much load, when: a line in pieces over a rate of starts or over a number of users.
// The unit picks the model. hold(1000_per_s, 12min) is open: iterations start on schedule, whatever
// the service does. hold(50_users, 12min) is closed: each user starts its next iteration when the
// last one ended. A story in time is a chain:
//
//   ramp_to(200_users, 2min).hold(10min).named("sustained").ramp_to(0_users, 30s)
//
// Values; what is wrong with one is found by problems(), before any load is sent.

#include <proofload/units/duration.h>
#include <proofload/units/percent.h>
#include <proofload/units/rate.h>
#include <proofload/units/users.h>

#include <string>
#include <vector>

namespace proofload {

/// From one value to another, evenly, in a length of time; a length of zero is a jump. Values are
/// starts a second, or users.
struct Stage {
  double from = 0;
  double to = 0;
  Duration length{};
  std::string name;
};

constexpr double magnitude(Rate rate) { return rate.per_second(); }
constexpr double magnitude(Users users) { return double(users.count()); }

/// A profile over Rate (open) or Users (closed). It begins at zero.
template <class Quantity>
class Profile {
 public:
  /// Jumps to a value and stays there.
  Profile& hold(Quantity value, Duration length) {
    return add({magnitude(value), magnitude(value), length, {}});
  }
  /// Stays at the value reached.
  Profile& hold(Duration length) { return add({last(), last(), length, {}}); }

  /// Goes evenly from the value reached to another one.
  Profile& ramp_to(Quantity value, Duration length) {
    return add({last(), magnitude(value), length, {}});
  }

  /// Names the stage added last, so that report.stage(name) finds it.
  Profile& named(std::string name) {
    if (!stages_.empty()) stages_.back().name = std::move(name);
    return *this;
  }

  const std::vector<Stage>& stages() const { return stages_; }

 private:
  double last() const { return stages_.empty() ? 0 : stages_.back().to; }
  Profile& add(Stage stage) {
    stages_.push_back(std::move(stage));
    return *this;
  }

  std::vector<Stage> stages_;
};

using RateProfile = Profile<Rate>;
using UserProfile = Profile<Users>;

inline RateProfile hold(Rate rate, Duration length) { return RateProfile{}.hold(rate, length); }
inline UserProfile hold(Users users, Duration length) { return UserProfile{}.hold(users, length); }
inline RateProfile ramp_to(Rate rate, Duration length) {
  return RateProfile{}.ramp_to(rate, length);
}
inline UserProfile ramp_to(Users users, Duration length) {
  return UserProfile{}.ramp_to(users, length);
}

Duration length_of(const std::vector<Stage>& stages);
double peak_of(const std::vector<Stage>& stages);

}  // namespace proofload
