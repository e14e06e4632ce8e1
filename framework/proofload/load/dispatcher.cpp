// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/dispatcher.h>

#include <proofload/load/closed_dispatcher.h>
#include <proofload/load/count_dispatcher.h>
#include <proofload/load/open_dispatcher.h>

#include <algorithm>

namespace proofload {
namespace {

std::unique_ptr<Dispatcher> make_open(const RateProfile& profile, const DispatchOptions& options,
                                      Stripe share) {
  const auto users =
      static_cast<std::uint64_t>(std::max<std::int64_t>(options.max_users.count(), 1));
  const auto in_turn = std::min(
      static_cast<std::uint64_t>(std::max<std::int64_t>(options.min_users.count(), 0)), users);
  const auto own = among(users, share);
  return std::make_unique<OpenDispatcher>(ArrivalSchedule(profile, options.seed, options.stream),
                                          static_cast<std::uint32_t>(stripe_size(users, own)), own,
                                          options.when_busy,
                                          static_cast<std::uint32_t>(stripe_size(in_turn, own)));
}

}  // namespace

std::unique_ptr<Dispatcher> make_dispatcher(const Load& load, const DispatchOptions& options,
                                            Stripe share) {
  if (const auto* closed = std::get_if<UserProfile>(&load))
    return std::make_unique<ClosedDispatcher>(UserSchedule(*closed), share, options.ramp_down);
  if (const auto* counted = std::get_if<IterationLoad>(&load))
    return std::make_unique<CountDispatcher>(*counted, share);
  return make_open(std::get<RateProfile>(load), options, share);
}

std::unique_ptr<Dispatcher> make_dispatcher(const Load& load, Users max_users, Stripe share) {
  return make_dispatcher(load, DispatchOptions{.max_users = max_users}, share);
}

}  // namespace proofload
