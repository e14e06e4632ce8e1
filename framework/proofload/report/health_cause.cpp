// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/health_cause.h>

#include <proofload/report/quantity.h>
#include <proofload/units/quantity_text.h>

#include <algorithm>

namespace proofload {
namespace {

using Signals = GeneratorSignals;

constexpr double strict = 10;  // a single late start may be so many times later than the p99
constexpr double longest_hiccup = 10;  // ms
constexpr double hiccups_allowed = 2;  // all that is in flight is as much later
constexpr double most_steal = 0.05;
constexpr double most_run_queue = 0.05;
constexpr double most_busy = 0.8;
constexpr double most_page_faults = 10;  // about 1 ms on an SSD

std::string milliseconds(double value) { return to_text(Quantity::milliseconds, value); }
std::string share(double value) { return to_text(Quantity::share, value); }

// One way of being unhealthy. value: how bad, for finding the worst slice; text: what "it" did.
struct Cause {
  bool (*spoils)(const Signals& signals, double allowed);
  double (*value)(const Signals& signals);
  std::string (*text)(double value);
};

constexpr Cause causes[] = {
    {[](const Signals& s, double allowed) {
       return s.late_p99 > allowed || s.late_max > strict * allowed;
     },
     [](const Signals& s) { return s.late_max; },
     [](double value) { return "it started up to " + milliseconds(value) + " late"; }},
    {[](const Signals& s, double allowed) {
       return s.hiccup > std::max(longest_hiccup, hiccups_allowed * allowed);
     },
     [](const Signals& s) { return s.hiccup; },
     [](double value) {
       return "a sleeping thread of it woke up " + milliseconds(value) + " late";
     }},
    {[](const Signals& s, double) { return s.steal > most_steal; },
     [](const Signals& s) { return s.steal; },
     [](double value) { return "its host took away " + share(value) + " of the processor time"; }},
    {[](const Signals& s, double) { return s.throttled > 0; },
     [](const Signals& s) { return s.throttled; },
     [](double value) { return "its control group was throttled for " + milliseconds(value); }},
    {[](const Signals& s, double) { return s.run_queue > most_run_queue; },
     [](const Signals& s) { return s.run_queue; },
     [](double value) {
       return "a thread of it waited for a processor for " + share(value) + " of the time";
     }},
    {[](const Signals& s, double) { return s.busy > most_busy; },
     [](const Signals& s) { return s.busy; },
     [](double value) { return "its busiest thread used " + share(value) + " of a core"; }},
    {[](const Signals& s, double) { return s.page_faults > most_page_faults; },
     [](const Signals& s) { return s.page_faults; },
     [](double value) { return "it waited for " + count_text(value) + " pages from disk"; }},
    {[](const Signals& s, double) { return s.local_errors > 0; },
     [](const Signals& s) { return double(s.local_errors); },
     [](double value) {
       return count_text(value) +
              " of its requests failed for want of descriptors, ports or memory";
     }},
    {[](const Signals& s, double) { return s.clock_jump > 0; },
     [](const Signals& s) { return s.clock_jump; },
     [](double value) { return "the machine was suspended for " + milliseconds(value); }},
};

// How often a cause spoiled, and where it was worst.
struct Occurrence {
  const Cause* cause;
  std::size_t times = 0;
  SliceNumber worst = 0;
  double value = 0;
};

std::vector<Occurrence> occurrences(const std::vector<Signals>& signals,
                                    const std::vector<bool>& counts, double allowed) {
  std::vector<Occurrence> all;
  for (const auto& cause : causes) {
    Occurrence occurrence{&cause};
    for (SliceNumber slice = 0; slice < signals.size(); ++slice) {
      if (!counts[slice] || !cause.spoils(signals[slice], allowed)) continue;
      const auto value = cause.value(signals[slice]);
      if (occurrence.times++ == 0 || value > occurrence.value)
        occurrence.value = value, occurrence.worst = slice;
    }
    if (occurrence.times > 0) all.push_back(occurrence);
  }
  std::stable_sort(all.begin(), all.end(), [](const Occurrence& one, const Occurrence& other) {
    return one.times > other.times;
  });
  return all;
}

std::string text_of(const Occurrence& occurrence, const Timeline& timeline) {
  const auto worst = second_of(timeline, occurrence.worst);
  const auto what = occurrence.cause->text(occurrence.value);
  if (occurrence.times == 1) return "in " + worst + " " + what;
  return "in " + std::to_string(occurrence.times) + " seconds " + what + " (worst in " + worst +
         ")";
}

}  // namespace

std::string unhealthy_because(const GeneratorSignals& signals, Duration allowed) {
  std::string reason;
  for (const auto& cause : causes)
    if (cause.spoils(signals, in_milliseconds(allowed)))
      reason += (reason.empty() ? "" : ", ") + cause.text(cause.value(signals));
  return reason;
}

std::string second_of(const Timeline& timeline, SliceNumber slice) {
  return "second " +
         std::to_string(std::chrono::floor<std::chrono::seconds>(timeline.from(slice)).count());
}

std::string causes_text(const Timeline& timeline, const std::vector<GeneratorSignals>& signals,
                        const std::vector<bool>& counts, Duration allowed) {
  constexpr std::size_t shown = 3;
  const auto all = occurrences(signals, counts, in_milliseconds(allowed));
  std::string text;
  for (std::size_t number = 0; number < std::min(shown, all.size()); ++number)
    text += (text.empty() ? "" : "; ") + text_of(all[number], timeline);
  if (all.size() > shown) text += "; and more";
  return text;
}

}  // namespace proofload
