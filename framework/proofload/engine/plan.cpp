// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/plan.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace proofload {
namespace {

bool is_name(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c == '-'; });
}

void find_time_problems(const Plan& plan, std::vector<std::string>& found) {
  const auto must_not_be_negative = [&](const char* what, Duration value) {
    if (value < Duration{}) found.push_back(std::string(what) + " cannot be negative");
  };
  must_not_be_negative("graceful_stop", plan.graceful_stop);
  must_not_be_negative("graceful_ramp_down", plan.graceful_ramp_down);
  must_not_be_negative("start_after", plan.start_after);
  if (plan.http.timeout <= Duration{}) found.push_back("http.timeout must be above zero");
  if (plan.http.connect_timeout <= Duration{})
    found.push_back("http.connect_timeout must be above zero");
}

void find_user_problems(const Plan& plan, std::vector<std::string>& found) {
  if (plan.max_users.count() < 0) found.push_back("max_users cannot be negative");
  if (plan.min_users.count() < 0) found.push_back("min_users cannot be negative");
  const bool open = std::holds_alternative<RateProfile>(plan.load);
  if (!open && plan.max_users.count() > 0 && plan.max_users < users_allowed(plan))
    found.push_back("max_users is " + to_text(plan.max_users) + ", but the load rises to " +
                    to_text(users_allowed(plan)));
  if (!open && plan.min_users.count() > 0)
    found.push_back(
        "min_users is " + to_text(plan.min_users) +
        ", but only an open load has them: a closed one says itself how many users play");
  if (open && plan.min_users.count() > 0 && plan.min_users > users_allowed(plan))
    found.push_back("min_users is " + to_text(plan.min_users) + ", but max_users only " +
                    to_text(plan.max_users));
}

bool has_count(const Plan& plan) { return std::holds_alternative<IterationLoad>(plan.load); }

void find_order_problems(const std::vector<Plan>& plans, std::size_t index,
                         std::vector<std::string>& found) {
  const auto& plan = plans[index];
  if (plan.after.empty()) return;
  const auto first = std::find_if(plans.begin(), plans.begin() + std::ptrdiff_t(index),
                                  [&](const Plan& other) { return other.name == plan.after; });
  if (first == plans.begin() + std::ptrdiff_t(index))
    found.push_back("plan \"" + plan.name + "\" begins after \"" + plan.after +
                    "\", but no plan before it has that name");
  else if (has_count(*first))
    found.push_back("plan \"" + plan.name + "\" begins after \"" + plan.after +
                    "\", whose end is not known beforehand because it is bounded by a count: play "
                    "them in two runs, one after the other");
}

}  // namespace

Users users_allowed(const Plan& plan) {
  if (!std::holds_alternative<RateProfile>(plan.load)) return users_of(plan.load);
  return plan.max_users.count() == 0 ? std::max(Users(1000), plan.min_users) : plan.max_users;
}

std::vector<std::string> problems(const Plan& plan) {
  auto found = plan.scenario.problems();
  for (auto& problem : problems(plan.load)) found.push_back(std::move(problem));
  for (auto& problem : problems(plan.http)) found.push_back(std::move(problem));
  if (!is_name(plan.name))
    found.push_back("the name \"" + plan.name +
                    "\" holds more than letters, digits, \"_\" and \"-\"");
  find_user_problems(plan, found);
  find_time_problems(plan, found);
  for (const auto& rule : plan.abort)
    for (auto& problem : problems(rule)) found.push_back(std::move(problem));
  if (plan.http.max_body <= 0) found.push_back("http.max_body must be above zero");
  return found;
}

std::vector<std::string> problems(const std::vector<Plan>& plans) {
  if (plans.empty()) return {"the run has no plan"};
  std::vector<std::string> found;
  std::set<std::string> names;
  for (std::size_t index = 0; index < plans.size(); ++index) {
    const auto& plan = plans[index];
    if (plans.size() > 1 && plan.name.empty())
      found.push_back("plan number " + std::to_string(index + 1) +
                      " has no name: each of several plans needs one");
    if (!plan.name.empty() && !names.insert(plan.name).second)
      found.push_back("two plans are named \"" + plan.name + "\"");
    find_order_problems(plans, index, found);
    for (const auto& problem : problems(plan))
      found.push_back(plans.size() > 1 ? "plan \"" + plan.name + "\": " + problem : problem);
  }
  return found;
}

}  // namespace proofload
