// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/plan.h>

#include <cmath>

namespace proofload {

Users users_allowed(const Plan& plan) {
  if (std::holds_alternative<UserProfile>(plan.load))
    return Users(std::llround(peak_of(stages_of(plan.load))));
  return plan.max_users.count() == 0 ? Users(1000) : plan.max_users;
}

std::vector<std::string> problems(const Plan& plan) {
  auto found = plan.scenario.problems();
  for (auto& problem : problems(plan.load)) found.push_back(std::move(problem));
  if (plan.max_users.count() < 0) found.push_back("max_users cannot be negative");
  const bool closed = std::holds_alternative<UserProfile>(plan.load);
  if (closed && plan.max_users.count() > 0 && plan.max_users < users_allowed(plan))
    found.push_back("max_users is " + to_text(plan.max_users) + ", but the load rises to " +
                    to_text(users_allowed(plan)));
  if (plan.drain < Duration{}) found.push_back("drain cannot be negative");
  if (plan.http.timeout <= Duration{}) found.push_back("http.timeout must be above zero");
  if (plan.http.connect_timeout <= Duration{})
    found.push_back("http.connect_timeout must be above zero");
  if (plan.http.max_body <= 0) found.push_back("http.max_body must be above zero");
  return found;
}

}  // namespace proofload
