// SPDX-License-Identifier: Apache-2.0
#include <proofload/load/dispatcher.h>

#include <proofload/load/closed_dispatcher.h>
#include <proofload/load/open_dispatcher.h>

#include <algorithm>

namespace proofload {

std::unique_ptr<Dispatcher> make_dispatcher(const Load& load, Users max_users, Share share) {
  if (const auto* closed = std::get_if<UserProfile>(&load))
    return std::make_unique<ClosedDispatcher>(UserSchedule(*closed), share);
  const auto own = (max_users.count() - share.index + share.count - 1) / share.count;
  return std::make_unique<OpenDispatcher>(
      ArrivalSchedule(std::get<RateProfile>(load)),
      static_cast<std::uint32_t>(std::max<std::int64_t>(own, 1)), share);
}

}  // namespace proofload
