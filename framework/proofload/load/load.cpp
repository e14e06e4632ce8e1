// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/load.h>

#include <proofload/load/stage_text.h>

#include <algorithm>
#include <cmath>

namespace proofload {
namespace {

// What was at least one stays at least one.
std::int64_t scaled_count(std::int64_t count, double share) {
  if (count <= 0) return count;
  return std::max<std::int64_t>(1, std::llround(double(count) * share));
}

double scaled_value(double value, Scale scale, Rate) { return value * scale.load.share(); }

double scaled_value(double value, Scale scale, Users) {
  return double(scaled_count(std::llround(value), scale.load.share()));
}

Duration scaled_length(Duration length, Scale scale) {
  return from_seconds(in_seconds(length) * scale.time.share());
}

template <class Quantity>
Stage scaled_stage(Stage stage, Scale scale) {
  stage.from = scaled_value(stage.from, scale, Quantity{});
  stage.to = scaled_value(stage.to, scale, Quantity{});
  stage.length = scaled_length(stage.length, scale);
  if (stage.shape)
    stage.shape = [whole = std::move(stage.shape), scale](Duration t) {
      const auto unscaled = from_seconds(in_seconds(t) / scale.time.share());
      return scaled_value(whole(unscaled), scale, Quantity{});
    };
  return stage;
}

template <class Quantity>
Load scaled_profile(const Profile<Quantity>& profile, Scale scale) {
  auto stages = profile.stages();
  for (auto& stage : stages) stage = scaled_stage<Quantity>(std::move(stage), scale);
  return profile.with_stages(std::move(stages));
}

Load scaled_iterations(const IterationLoad& load, Scale scale) {
  const double share = scale.load.share();
  const auto users = scaled_count(load.users().count(), share);
  auto count = load.count();
  if (load.division() == IterationLoad::Division::shared) count = scaled_count(count, share);
  return IterationLoad(count, load.division(), Users(users)).within(load.maximal_length());
}

template <class Quantity>
std::string profile_text(const Profile<Quantity>& profile) {
  std::string text;
  for (const auto& stage : profile.stages())
    text += (text.empty() ? "" : ", ") + stage_text<Quantity>(stage);
  if (profile.arrivals() == Arrivals::poisson) text += "; Poisson arrivals";
  if (profile.pacing() != Duration{})
    text += "; each user starts every " + to_text(profile.pacing());
  return text;
}

std::string iterations_text(const IterationLoad& load) {
  const bool shared = load.division() == IterationLoad::Division::shared;
  return std::to_string(load.count()) + (load.count() == 1 ? " iteration" : " iterations") +
         (shared ? " shared by " : " by each of ") + to_text(load.users()) + " within " +
         to_text(load.maximal_length());
}

}  // namespace

std::vector<Stage> stages_of(const Load& load) {
  if (const auto* open = std::get_if<RateProfile>(&load)) return open->stages();
  if (const auto* closed = std::get_if<UserProfile>(&load)) return closed->stages();
  if (const auto* counted = std::get_if<IterationLoad>(&load)) {
    const double users = magnitude(counted->users());
    return {{.from = users, .to = users, .length = counted->maximal_length()}};
  }
  return {};
}

Duration length_of(const Load& load) { return length_of(stages_of(load)); }

Duration warm_up_of(const Load& load) { return warm_up_of(stages_of(load)); }

Users users_of(const Load& load) {
  if (std::holds_alternative<RateProfile>(load)) return {};
  return quantity<Users>(peak_of(stages_of(load)));
}

Load scaled(const Load& load, Scale scale) {
  if (const auto* open = std::get_if<RateProfile>(&load)) return scaled_profile(*open, scale);
  if (const auto* closed = std::get_if<UserProfile>(&load)) return scaled_profile(*closed, scale);
  if (const auto* counted = std::get_if<IterationLoad>(&load))
    return scaled_iterations(*counted, scale);
  return load;
}

std::string to_text(const Load& load) {
  if (const auto* open = std::get_if<RateProfile>(&load)) return profile_text(*open);
  if (const auto* closed = std::get_if<UserProfile>(&load)) return profile_text(*closed);
  if (const auto* counted = std::get_if<IterationLoad>(&load)) return iterations_text(*counted);
  return "";
}

}  // namespace proofload
