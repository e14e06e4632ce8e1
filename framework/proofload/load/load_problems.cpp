// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/load.h>
#include <proofload/load/piece.h>
#include <proofload/load/stage_text.h>
#include <proofload/units/quantity_text.h>

#include <cmath>
#include <exception>
#include <set>

namespace proofload {
namespace {

using Problems = std::vector<std::string>;

constexpr double most = 1e7;                  // starts a second, or users
constexpr double most_iterations = 1e12;      // a count that cannot overflow anywhere
constexpr double most_poisson_starts = 1e10;  // 80 MB of blocks for each worker

bool in_range(double value) { return std::isfinite(value) && value >= 0; }

std::string beyond(const std::string& what) { return "\"" + what + "\" is beyond 10,000,000"; }

/// What is wrong with the value of a shape at one instant; empty when nothing is.
std::string sample_problem(const Stage& stage, Duration since) {
  const auto when = " " + to_text(since) + " after its begin";
  try {
    const double value = stage.shape(since);
    if (!in_range(value))
      return "is " + number_text(value) + when + ": a load cannot be below zero or infinite";
    return value > most ? "is beyond 10,000,000" + when : "";
  } catch (const std::exception& error) {
    return "throws" + when + ": " + error.what();
  } catch (...) {
    return "throws" + when;
  }
}

template <class Quantity>
void find_shape_problems(const Stage& stage, Problems& found) {
  const auto pieces = pieces_in(stage.length);
  for (std::int64_t i = 0; i <= pieces && pieces > 0; ++i) {
    const auto problem = sample_problem(stage, piece_begin(stage.length, i, pieces));
    if (problem.empty()) continue;
    found.push_back("\"" + stage_text<Quantity>(stage) + "\" " + problem);
    return;
  }
}

template <class Quantity>
void find_line_problems(const Stage& stage, Problems& found) {
  const auto text = stage_text<Quantity>(stage);
  if (!in_range(stage.from) || !in_range(stage.to))
    found.push_back("\"" + text + "\": a load cannot be below zero or infinite");
  if (stage.length == Duration{} && stage.from == stage.to)
    found.push_back("hold(" + to_text(quantity<Quantity>(stage.to)) +
                    ", …) has no duration: give it one, such as 30s");
  if (in_range(stage.to) && stage.to > most) found.push_back(beyond(text));
}

template <class Quantity>
void find_stage_problems(const Stage& stage, Problems& found) {
  if (stage.length < Duration{})
    found.push_back("\"" + stage_text<Quantity>(stage) + "\": a duration cannot be negative");
  if (stage.shape && stage.length == Duration{})
    found.push_back("follow(…) has no duration: give it one, such as 30s");
  if (stage.shape)
    find_shape_problems<Quantity>(stage, found);
  else
    find_line_problems<Quantity>(stage, found);
}

void find_name_problems(const std::vector<Stage>& stages, Problems& found) {
  std::set<std::string> names;
  for (const auto& stage : stages)
    if (!stage.name.empty() && !names.insert(stage.name).second)
      found.push_back("two stages are named \"" + stage.name + "\"");
}

/// Stages that last: a jump alone plays nothing.
std::vector<Stage> lasting(const std::vector<Stage>& stages, bool also_warm_up) {
  std::vector<Stage> result;
  for (const auto& stage : stages)
    if (stage.length > Duration{} && (also_warm_up || !stage.warm_up)) result.push_back(stage);
  return result;
}

/// What is wrong with the load as a whole, where each stage can be played.
void find_whole_problems(const std::vector<Stage>& stages, Problems& found) {
  if (length_of(stages) == Duration{})
    found.push_back("the load has no duration");
  else if (peak_of(lasting(stages, true)) == 0)
    found.push_back("the load never rises above zero");
  else if (peak_of(lasting(stages, false)) == 0)
    found.push_back("the warm-up is the whole load: nothing is left to measure");
}

void find_model_problems(const RateProfile& profile, Problems& found) {
  double area = 0;
  for (const auto& piece : pieces_of(profile.stages()))
    area += (piece.from + piece.to) / 2 * in_seconds(piece.length);
  const auto& first = profile.stages().front();
  const bool first_at_once = !first.shape && first.from == first.to;
  if (profile.arrivals() == Arrivals::even && !first_at_once && area < 1 - 1e-6)
    found.push_back("the load is too small for a single start: it comes to " + number_text(area));
  if (profile.arrivals() == Arrivals::poisson && area > most_poisson_starts)
    found.push_back("a load of more than 10,000,000,000 starts cannot have Poisson arrivals");
}

void find_model_problems(const UserProfile&, Problems&) {}

template <class Quantity>
Problems profile_problems(const Profile<Quantity>& profile) {
  auto found = profile.mistakes();
  const auto& stages = profile.stages();
  for (const auto& stage : stages) find_stage_problems<Quantity>(stage, found);
  find_name_problems(stages, found);
  if (profile.pacing() < Duration{})
    found.push_back("pacing(" + to_text(profile.pacing()) + "): an interval cannot be negative");
  if (found.empty() && stages.empty())
    return {"the plan has no load: give it one, such as .load = hold(10_per_s, 30s)"};
  if (found.empty()) find_whole_problems(stages, found);
  if (found.empty()) find_model_problems(profile, found);
  return found;
}

Problems iteration_problems(const IterationLoad& load) {
  Problems found;
  const auto text = "\"" + to_text(Load(load)) + "\"";
  const bool shared = load.division() == IterationLoad::Division::shared;
  const double total = double(load.count()) * (shared ? 1.0 : double(load.users().count()));
  if (load.count() < 1) found.push_back(text + ": there must be at least one iteration");
  if (load.users() < 1_users) found.push_back(text + ": there must be at least one user");
  if (double(load.users().count()) > most) found.push_back(beyond(to_text(load.users())));
  if (total > most_iterations) found.push_back(text + " is beyond 1,000,000,000,000 iterations");
  if (found.empty() && shared && load.count() < load.users().count())
    found.push_back(text + ": there must be at least one iteration for each user");
  if (load.maximal_length() <= Duration{})
    found.push_back(text + ": the maximal length must be above zero");
  return found;
}

}  // namespace

std::vector<std::string> problems(const Load& load) {
  if (const auto* open = std::get_if<RateProfile>(&load)) return profile_problems(*open);
  if (const auto* closed = std::get_if<UserProfile>(&load)) return profile_problems(*closed);
  if (const auto* counted = std::get_if<IterationLoad>(&load)) return iteration_problems(*counted);
  return profile_problems(RateProfile());
}

}  // namespace proofload
