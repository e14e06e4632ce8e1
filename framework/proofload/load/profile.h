// SPDX-License-Identifier: Apache-2.0
#pragma once

// How much load, when: stages over a rate of starts or over a number of users. The unit picks the
// model. hold(1000_per_s, 12min) is open: iterations start on schedule, whatever the service does.
// hold(50_users, 12min) is closed: each user starts its next iteration when the last one ended. A
// story in time is a chain:
//
//   ramp_to(200_users, 2min).warm_up().hold(10min).named("sustained").ramp_to(0_users, 30s)
//   hold(100_per_s, 5min).spike_to(900_per_s, {.rise = 5s, .hold = 30s, .fall = 5s}).poisson()
//   stairs({.height = 50_per_s, .steps = 10, .each = 1min})
//   follow([](Duration t) { return Rate::per_second(20 + in_seconds(t) / 60); }, 10min)
//
// Values; what is wrong with one is found by problems(), before any load is sent.

#include <proofload/load/profile_parts.h>
#include <proofload/load/stage.h>

#include <concepts>
#include <type_traits>
#include <utility>

namespace proofload {

/// How the starts of an open load follow each other.
enum class Arrivals {
  even,     ///< as evenly as the rate has it
  poisson,  ///< at random, each independent of all others: gaps are exponential, as of many people
};

/// A profile over Rate (open) or Users (closed). It begins at zero.
template <class Quantity>
class Profile {
 public:
  /// Jumps to a value and stays there.
  Profile& hold(Quantity value, Duration length);
  /// Stays at the value reached.
  Profile& hold(Duration length);

  /// Goes evenly from the value reached to another one; in no time: jumps.
  Profile& ramp_to(Quantity value, Duration length);

  /// Any function of the time since the stage began. It is asked from zero to the length, must be
  /// pure and safe from any thread, and is played in straight pieces (piece.h).
  Profile& follow(std::function<Quantity(Duration)> shape, Duration length);

  /// Up to a peak, and back to the value reached before. The peak is named "spike", the next one
  /// "spike 2".
  Profile& spike_to(Quantity peak, SpikeTimes times);

  /// Up from the value reached, step by step. The steps are named "step 1", "step 2" and so on,
  /// counted through the whole profile.
  Profile& stairs(StairSteps<Quantity> steps);

  /// Swings around a mean, upwards first.
  Profile& sine(SineWave<Quantity> wave);

  /// Names the stage added last (of a spike its peak, of stairs the last step), so that
  /// report.stage(name) finds it.
  Profile& named(std::string name);

  /// Marks all stages so far as warm-up: played, but kept apart from the result.
  Profile& warm_up();

  /// Starts come at random with this rate, not evenly: a Poisson process, the same for every run
  /// with the same seed.
  Profile& poisson() requires std::same_as<Quantity, Rate> {
    arrivals_ = Arrivals::poisson;
    return *this;
  }
  Arrivals arrivals() const { return arrivals_; }

  /// Each user plans a start every so often: this long after its last planned start, or when it
  /// becomes free if that is later. Zero: as soon as it is free.
  Profile& pacing(Duration interval) requires std::same_as<Quantity, Users> {
    pacing_ = interval;
    return *this;
  }
  Duration pacing() const { return pacing_; }

  const std::vector<Stage>& stages() const { return stages_; }

  /// The same arrivals and pacing over other stages.
  Profile with_stages(std::vector<Stage> stages) const;

  /// What the verbs above were asked that cannot be played, one sentence each.
  const std::vector<std::string>& mistakes() const { return mistakes_; }

 private:
  double last() const { return stages_.empty() ? 0 : stages_.back().to; }
  Profile& add(Stage stage);

  std::vector<Stage> stages_;
  std::size_t named_ = 0;  // the stage that named() names
  int spikes_ = 0;         // named so far
  int steps_ = 0;
  std::vector<std::string> mistakes_;
  Arrivals arrivals_ = Arrivals::even;
  Duration pacing_{};
};

extern template class Profile<Rate>;
extern template class Profile<Users>;

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
inline RateProfile stairs(StairSteps<Rate> steps) { return RateProfile{}.stairs(steps); }
inline UserProfile stairs(StairSteps<Users> steps) { return UserProfile{}.stairs(steps); }
inline RateProfile sine(SineWave<Rate> wave) { return RateProfile{}.sine(wave); }
inline UserProfile sine(SineWave<Users> wave) { return UserProfile{}.sine(wave); }

/// Open if the shape gives a Rate, closed if it gives Users.
template <std::invocable<Duration> Shape>
auto follow(Shape shape, Duration length) {
  return Profile<std::invoke_result_t<Shape&, Duration>>{}.follow(std::move(shape), length);
}

}  // namespace proofload
