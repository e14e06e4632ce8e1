// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/verdict.h>

#include <proofload/report/health.h>
#include <proofload/units/percent.h>
#include <proofload/units/quantity_text.h>

#include <algorithm>
#include <tuple>

namespace proofload {
namespace {

constexpr double share_to_deliver = 0.99;
constexpr double share_to_be_healthy = 0.8;
constexpr double longest_freeze = 100;  // ms
constexpr double busy_thread = 0.8;

bool any_broken(const std::vector<Limit>& limits) {
  return std::any_of(limits.begin(), limits.end(), [](const auto& limit) { return !limit.held; });
}

// Broken, and not by the generator. What lateness cannot break is judged on all seconds at once.
bool is_proven(const Limit& limit) {
  return !limit.held && !limit.in_doubt && limit.healthy_share >= share_to_be_healthy;
}

bool any_proven(const std::vector<Limit>& limits) {
  return std::any_of(limits.begin(), limits.end(), is_proven);
}

bool is_healthy(const Health& health) { return health.share() >= share_to_be_healthy; }

// Whose fault it was that the generator did not keep time, where it was the service's: there was
// less than half a processor left for each of its threads.
std::string greedy_service(const RunFacts& facts, const Health& health) {
  const double used = health.service_processors();
  const double needed = 0.5 * facts.account.workers;
  if (facts.processors == 0 || double(facts.processors) - used >= needed) return {};
  return "; the service used " + number_text(used) + " of " + std::to_string(facts.processors) +
         " processors: pin it, or lower the rate";
}

std::string generator_trouble(const RunFacts& facts, const Health& health) {
  return "the generator did not keep time in " + health.summary() + greedy_service(facts, health);
}

std::string shortfall_text(std::uint64_t on_time, std::uint64_t planned, double delivered) {
  return count_text(double(on_time)) + " of " + count_text(double(planned)) +
         " planned starts happened in time (" + to_text(Percent::of_share(delivered)) + ")";
}

// The whole load, or the stage that got least of it.
std::string shortfall(const LoadAccount& account) {
  const auto* worst = account.worst_stage();
  if (worst == nullptr || account.stages.size() == 1 || account.delivered() < worst->delivered())
    return shortfall_text(account.on_time, account.planned.value_or(0), account.delivered());
  const auto number = worst - account.stages.data() + 1;
  const auto name = worst->name.empty() ? "number " + std::to_string(number) : worst->name;
  const auto of = worst->scenario.empty() ? std::string() : " of " + worst->scenario;
  return "in stage " + name + of + " " +
         shortfall_text(worst->on_time, worst->planned, worst->delivered());
}

bool is_delivered(const RunFacts& facts) {
  return facts.least_delivered().worst_delivered() >= share_to_deliver;
}

bool held_back_by_service(const Report& report, const Health& health) {
  const auto& account = report.facts().least_delivered();
  return is_healthy(health) && account.most_users >= account.users_allowed &&
         report.trend(metrics::pacing).max() < longest_freeze &&
         report.gauge(metrics::generator_hiccup).max < longest_freeze;
}

// The load did not happen, and a generator that was not well may be why.
bool is_generators_shortfall(const Report& report, const Health& health) {
  return !is_healthy(health) && !is_delivered(report.facts());
}

std::string cause_of_shortfall(const Report& report, const Health& health) {
  const auto& facts = report.facts();
  if (held_back_by_service(report, health))
    return "the users were all busy (" + std::to_string(facts.least_delivered().users_allowed) +
           "): the service is slower than the load, or max_users is too small";
  const auto late = report.trend(metrics::pacing).max();
  return "the generator could not keep up: its busiest thread used " +
         to_text(Percent::of_share(facts.account.busiest_thread)) +
         " of a core, it started up to " + to_text(from_milliseconds(late)) + " late" +
         greedy_service(facts, health) + "; play less, or give it more --workers and processors";
}

// Wrong answers are wrong, however much of the load there was.
bool is_functional(const Limit& limit) {
  return limit.quantity == Quantity::share && !limit.lateness_allowed;
}

bool any_functional_broken(const std::vector<Limit>& limits) {
  return std::any_of(limits.begin(), limits.end(), [](const Limit& limit) {
    return !limit.held && limit.problem.empty() && is_functional(limit);
  });
}

void judge_delivery(const Report& report, const Health& health, bool proven, bool wrong,
                    Verdict& verdict) {
  verdict.load_problem =
      shortfall(report.facts().least_delivered()) + "; " + cause_of_shortfall(report, health);
  verdict.outcome =
      wrong || (held_back_by_service(report, health) && proven) ? Outcome::fail : Outcome::invalid;
  verdict.reasons.push_back("load was not delivered: " + verdict.load_problem);
}

void judge_drops(const Report& report, const Health& health, Verdict& verdict) {
  verdict.load_problem = count_text(double(report.facts().dropped())) +
                         " planned starts never happened; " + cause_of_shortfall(report, health) +
                         ". Dropped(...) can allow it";
  verdict.outcome = held_back_by_service(report, health) ? Outcome::fail : Outcome::invalid;
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

// A failure that is proven stays one.
void doubt(Verdict& verdict, std::string reason) {
  if (verdict.outcome == Outcome::pass) verdict.outcome = Outcome::invalid;
  verdict.reasons.push_back(std::move(reason));
}

// With the instant, where the load had begun and was not over. Empty where it came to its end.
std::string early_end(const RunFacts& facts) {
  const bool during_load = facts.played > Duration{} && facts.played < facts.planned_length;
  if (facts.ended_early.empty() || !during_load) return facts.ended_early;
  return facts.ended_early + " (stopped after " + to_text(facts.played) + " of " +
         to_text(facts.planned_length) + ")";
}

std::string nothing_finished(const Report& report) {
  std::string text = "nothing was measured: no iteration came to its end";
  const auto reasons = report.values_of("reason");
  return reasons.empty() ? text : text + "; " + reasons.front();
}

bool every_request_failed(const Report& report) {
  const auto steps = report.rate(metrics::step_failed);
  return steps.count > 0 && steps.passes == steps.count;
}

// For want of our own descriptors, ports or memory.
bool no_request_was_sent(const Report& report) {
  const auto own = report.tagged("error", "local_resources").rate(metrics::step_failed).passes;
  return own > 0 && own == report.rate(metrics::step_failed).passes;
}

std::string broken_limits(const std::vector<Limit>& limits) {
  const auto broken =
      std::count_if(limits.begin(), limits.end(), [](const auto& limit) { return !limit.held; });
  return std::to_string(broken) + " of " + std::to_string(limits.size()) +
         (limits.size() == 1 ? " limit" : " limits") + (broken == 1 ? " is" : " are") + " broken";
}

// Limits broke, but not one of them for certain by the service.
std::string doubtful_limits(const Report& report, const std::vector<Limit>& limits) {
  const auto worst =
      std::min_element(limits.begin(), limits.end(), [](const Limit& one, const Limit& other) {
        return std::tuple(one.held, one.healthy_share) <
               std::tuple(other.held, other.healthy_share);
      });
  const auto health = health_of(report, worst->lateness_allowed.value_or(lateness_allowed(limits)));
  return generator_trouble(report.facts(), health) +
         "; so the broken limits say nothing certain about the service";
}

bool is_closed(const RunFacts& facts) { return !facts.account.planned; }

// A generator thread had no time to spare in a fifth of the seconds.
bool was_saturated(const Report& report) {
  const auto signals = signals_of(*report.measurements());
  const auto busy = std::count_if(signals.begin(), signals.end(),
                                  [](const auto& second) { return second.busy > busy_thread; });
  return busy > 0 && double(busy) > (1 - share_to_be_healthy) * double(signals.size() - 1);
}

void judge_limits(const Report& report, const std::vector<Limit>& limits, bool other_failures,
                  const Health& health, Verdict& verdict) {
  const bool broken = any_broken(limits);
  const bool proven = any_proven(limits);
  verdict.by_assertions = verdict.reasons.empty() && (proven || other_failures);
  if (proven) fail(verdict, broken_limits(limits));
  if (other_failures) fail(verdict, "another assertion of the test failed");
  if (broken && !proven && !other_failures) doubt(verdict, doubtful_limits(report, limits));
  if (!broken && !other_failures && !is_healthy(health)) {
    const auto trouble = generator_trouble(report.facts(), health);
    if (is_closed(report.facts()) && was_saturated(report))
      doubt(verdict, trouble + "; in a closed load a generator without time to spare plays less " +
                         "than its users would, and the service looks better than it is");
    else if (report.facts().must_prove)
      doubt(verdict,
            trouble + "; this test must prove its limits, so that they hold is not enough");
    else
      verdict.notes.push_back("conservative: " + trouble + "; true latency is lower than measured");
  }
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
  const auto health = health_of(report, lateness_allowed(limits));
  if (!facts.scale.is_full())
    verdict.notes.push_back("a scaled run: " + to_text(facts.scale.load) + " of the load, " +
                            to_text(facts.scale.time) + " of the time");
  verdict.notes.insert(verdict.notes.end(), facts.notes.begin(), facts.notes.end());
  verdict.stop_problem = facts.author_error.empty() ? early_end(facts) : facts.author_error;
  if (!verdict.stop_problem.empty()) {
    fail(verdict, verdict.stop_problem);
  } else if (facts.account.finished == 0) {
    if (is_generators_shortfall(report, health))
      doubt(verdict, nothing_finished(report) + "; " + cause_of_shortfall(report, health));
    else
      fail(verdict, nothing_finished(report));
  } else if (every_request_failed(report)) {
    if (no_request_was_sent(report))
      doubt(verdict,
            "every request failed for want of descriptors, ports or memory of the generator");
    else
      fail(verdict, "every request failed");
  } else if (!is_delivered(facts) &&
             !(drops_are_allowed(limits) && held_back_by_service(report, health))) {
    judge_delivery(report, health, any_proven(limits) || other_failures,
                   any_functional_broken(limits), verdict);
  } else {
    const auto warming_up = report.phase("warm_up").counter(metrics::dropped_iterations).sum;
    if (double(facts.dropped()) > warming_up && !drops_are_allowed(limits))
      judge_drops(report, health, verdict);
    judge_limits(report, limits, other_failures, health, verdict);
  }
  return verdict;
}

}  // namespace proofload
