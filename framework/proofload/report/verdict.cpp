// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/verdict.h>

#include <proofload/units/quantity_text.h>
#include <proofload/units/users.h>

#include <algorithm>

namespace proofload {
namespace {

constexpr double share_to_deliver = 0.99;
constexpr double busy_thread = 0.8;
constexpr double longest_freeze = 100;     // ms
constexpr double late_at_least = 1;        // ms
constexpr double late_against_limit = 20;  // a twentieth of the tightest latency limit

bool is_latency(const Limit& limit) { return limit.quantity == Quantity::milliseconds; }

bool any_broken(const std::vector<Limit>& limits) {
  return std::any_of(limits.begin(), limits.end(), [](const auto& limit) { return !limit.held; });
}

bool only_latency_broken(const std::vector<Limit>& limits) {
  return std::all_of(limits.begin(), limits.end(), [](const auto& limit) {
    return limit.held || (is_latency(limit) && limit.problem.empty());
  });
}

// How late starts may be, in milliseconds, before they blur what the tightest limit measures.
double lateness_allowed(const std::vector<Limit>& limits) {
  double tightest = 0;
  for (const auto& limit : limits)
    if (is_latency(limit) && (tightest == 0 || limit.bound_value < tightest))
      tightest = limit.bound_value;
  return std::max(late_at_least, tightest / late_against_limit);
}

std::string busy_text(const LoadAccount& account) {
  return "its busiest thread used " + to_text(Percent::of_share(account.busiest_thread)) +
         " of a core";
}

// Why the generator itself may have blurred what was measured; empty where it has not.
std::string generator_trouble(const Report& report, double lateness_allowed) {
  const auto& account = report.facts().account;
  const double p99 = report.trend(metrics::pacing).quantile(0.99);
  if (p99 > lateness_allowed)
    return "the generator started late (p99 " + to_text(from_milliseconds(p99)) + ", more than " +
           to_text(from_milliseconds(lateness_allowed)) + "; " + busy_text(account) + ")";
  if (account.busiest_thread >= busy_thread)
    return "the generator had no time to spare: " + busy_text(account);
  return {};
}

std::string shortfall_text(std::uint64_t on_time, std::uint64_t planned, double delivered) {
  return count_text(double(on_time)) + " of " + count_text(double(planned)) +
         " planned starts happened in time (" + to_text(Percent::of_share(delivered)) + ")";
}

// The whole load, or the stage that got least of it.
std::string shortfall(const LoadAccount& account) {
  const auto* worst = account.worst_stage();
  if (worst == nullptr || account.stages.size() == 1)
    return shortfall_text(account.on_time, account.planned.value_or(0), account.delivered());
  const auto number = worst - account.stages.data() + 1;
  const auto name = worst->name.empty() ? "number " + std::to_string(number) : worst->name;
  return "in stage " + name + " " +
         shortfall_text(worst->on_time, worst->planned, worst->delivered());
}

bool is_delivered(const LoadAccount& account) {
  return std::min(account.delivered(), account.worst_delivered()) >= share_to_deliver;
}

bool held_back_by_service(const Report& report) {
  const auto& account = report.facts().account;
  return account.busiest_thread < busy_thread && account.most_users >= account.users_allowed &&
         report.trend(metrics::pacing).max() < longest_freeze;
}

std::string cause_of_shortfall(const Report& report) {
  const auto& account = report.facts().account;
  if (held_back_by_service(report))
    return "the users were all busy (" + std::to_string(account.users_allowed) +
           "): the service is slower than the load, or max_users is too small";
  return "the generator could not keep up: " + busy_text(account) + ", it started up to " +
         to_text(from_milliseconds(report.trend(metrics::pacing).max())) +
         " late; play less, or give it more --workers and processors";
}

void judge_delivery(const Report& report, bool broken, Verdict& verdict) {
  verdict.load_problem = shortfall(report.facts().account) + "; " + cause_of_shortfall(report);
  verdict.outcome = held_back_by_service(report) && broken ? Outcome::fail : Outcome::invalid;
  verdict.reasons.push_back("load was not delivered: " + verdict.load_problem);
}

void judge_drops(const Report& report, Verdict& verdict) {
  verdict.load_problem = count_text(double(report.facts().account.dropped())) +
                         " planned starts never happened; " + cause_of_shortfall(report) +
                         ". Dropped(...) can allow it";
  verdict.outcome = held_back_by_service(report) ? Outcome::fail : Outcome::invalid;
  verdict.reasons.push_back(verdict.load_problem);
}

bool drops_are_allowed(const std::vector<Limit>& limits) {
  return std::any_of(limits.begin(), limits.end(), [](const Limit& limit) {
    return limit.held && limit.statistic == dropped().name;
  });
}

void fail(Verdict& verdict, std::string reason) {
  verdict.outcome = Outcome::fail;
  verdict.reasons.push_back(std::move(reason));
}

std::string nothing_finished(const Report& report) {
  std::string text = "nothing was measured: no iteration came to its end";
  const auto reasons = report.values_of("reason");
  return reasons.empty() ? text : text + "; " + reasons.front();
}

bool every_request_failed(const Report& report) {
  const auto requests = report.rate(metrics::http_req_failed);
  return requests.count > 0 && requests.passes == requests.count;
}

std::string broken_limits(const std::vector<Limit>& limits) {
  const auto broken =
      std::count_if(limits.begin(), limits.end(), [](const auto& limit) { return !limit.held; });
  return std::to_string(broken) + " of " + std::to_string(limits.size()) +
         (limits.size() == 1 ? " limit is broken" : " limits are broken");
}

void judge_limits(const Report& report, const std::vector<Limit>& limits, bool other_failures,
                  Verdict& verdict) {
  const auto late = generator_trouble(report, lateness_allowed(limits));
  const bool broken = any_broken(limits);
  if (broken && !other_failures && !late.empty() && only_latency_broken(limits)) {
    verdict.outcome = Outcome::invalid;
    verdict.reasons.push_back(late + ": the broken limits say nothing certain about the service");
    return;
  }
  verdict.by_assertions = verdict.reasons.empty() && (broken || other_failures);
  if (broken) fail(verdict, broken_limits(limits));
  if (other_failures) fail(verdict, "another assertion of the test failed");
  if (!broken && !other_failures && !late.empty())
    verdict.notes.push_back(late + ": true latency is lower than measured");
  if (limits.empty()) verdict.notes.push_back("the test asserted no limit");
}

}  // namespace

std::string_view to_text(Outcome outcome) {
  constexpr std::string_view names[] = {"PASS", "FAIL", "INVALID"};
  return names[static_cast<std::size_t>(outcome)];
}

Verdict judge(const Report& report, const std::vector<Limit>& limits, bool other_failures) {
  Verdict verdict;
  const auto& facts = report.facts();
  const auto& account = facts.account;
  if (!facts.scale.is_full())
    verdict.notes.push_back("a scaled run: " + to_text(facts.scale.load) + " of the load, " +
                            to_text(facts.scale.time) + " of the time");
  verdict.stop_problem = facts.author_error.empty() ? facts.ended_early : facts.author_error;
  if (!verdict.stop_problem.empty()) {
    fail(verdict, verdict.stop_problem);
  } else if (account.finished == 0) {
    fail(verdict, nothing_finished(report));
  } else if (every_request_failed(report)) {
    fail(verdict, "every request failed");
  } else if (!is_delivered(account) &&
             !(drops_are_allowed(limits) && held_back_by_service(report))) {
    judge_delivery(report, any_broken(limits) || other_failures, verdict);
  } else {
    if (account.dropped() > 0 && !drops_are_allowed(limits)) judge_drops(report, verdict);
    judge_limits(report, limits, other_failures, verdict);
  }
  return verdict;
}

}  // namespace proofload
