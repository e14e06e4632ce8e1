// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/forecast.h>

#include <proofload/load/user_schedule.h>

#include <algorithm>

namespace proofload {
namespace {

constexpr std::uint64_t run = 1024;  // starts: a block of Poisson arrivals is worked out at once
constexpr std::uint64_t most_runs = 1000;

// FNV-1a, 64 bits (Fowler, Noll, Vo; RFC 9923).
class Fingerprint {
 public:
  void add(std::uint64_t number) {
    for (int byte = 0; byte < 8; ++byte, number >>= 8) {
      hash_ ^= number & 0xff;
      hash_ *= 0x100000001b3;
    }
  }
  void add(std::int64_t number) { add(static_cast<std::uint64_t>(number)); }
  void add(Duration instant) { add(std::int64_t{instant.count()}); }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325;
};

std::uint64_t fingerprint_of(const ArrivalSchedule& schedule) {
  Fingerprint print;
  print.add(schedule.size());
  const auto runs = (schedule.size() + run - 1) / run;
  const auto step = run * ((runs + most_runs - 1) / most_runs);
  for (std::uint64_t first = 0; first < schedule.size(); first += step)
    for (auto n = first; n < std::min(first + run, schedule.size()); ++n) print.add(schedule.at(n));
  return print.value();
}

std::uint64_t fingerprint_of(const UserSchedule& schedule) {
  Fingerprint print;
  print.add(schedule.length());
  print.add(schedule.pacing());
  for (const auto& change : schedule.changes()) {
    print.add(change.at);
    print.add(change.users);
  }
  return print.value();
}

std::uint64_t fingerprint_of(const IterationLoad& load) {
  Fingerprint print;
  print.add(load.total());
  print.add(std::int64_t{load.division() == IterationLoad::Division::each});
  print.add(load.users().count());
  print.add(load.maximal_length());
  return print.value();
}

}  // namespace

Forecast forecast(const Load& load, Users max_users, std::uint64_t seed, std::uint64_t stream) {
  Forecast result{.users = users_of(load), .length = length_of(load), .warm_up = warm_up_of(load)};
  if (const auto* open = std::get_if<RateProfile>(&load)) {
    const ArrivalSchedule schedule(*open, seed, stream);
    result.starts = schedule.size();
    result.users = max_users;
    result.peak_rate = Rate::per_second(peak_of(open->stages()));
    result.fingerprint = fingerprint_of(schedule);
  } else if (const auto* closed = std::get_if<UserProfile>(&load)) {
    result.fingerprint = fingerprint_of(UserSchedule(*closed));
  } else if (const auto* counted = std::get_if<IterationLoad>(&load)) {
    result.starts = static_cast<std::uint64_t>(counted->total());
    result.fingerprint = fingerprint_of(*counted);
  }
  return result;
}

PlannedStarts::PlannedStarts(const Load& load, std::uint64_t seed, std::uint64_t stream) {
  if (const auto* open = std::get_if<RateProfile>(&load)) schedule_.emplace(*open, seed, stream);
}

std::optional<std::uint64_t> PlannedStarts::before(Duration instant) const {
  if (!schedule_) return {};
  return schedule_->due_before(instant);
}

}  // namespace proofload
