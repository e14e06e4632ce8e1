// SPDX-License-Identifier: Apache-2.0
#pragma once

// Decides which iteration starts when and on which user. It does no I/O and knows no clock: whoever
// drives it says what time it is and when an iteration has finished, and obeys what it answers.
// That is why every rule of dispatching is tested in virtual time.
//
//   while (auto start = dispatcher.next(now)) begin(*start);
//   while (auto planned = dispatcher.take_drop()) count(*planned);
//   while (auto user = dispatcher.overdue(now)) cut_off(*user);    // then it is finished()
//   ...                                                            // sleep until next_due()
//   dispatcher.finished(user, now);                                // and from the top
//
// All instants are relative to the start of the scenario and never go back; where an iteration ends
// at the very instant a start is due, say so first. Owned and used by one worker. Several workers
// share a plan by striping: worker i of n takes the starts and the users whose number leaves the
// remainder i, so none is lost or played twice.

#include <proofload/load/load.h>
#include <proofload/load/stripe.h>

#include <cstdint>
#include <memory>
#include <optional>

namespace proofload {

/// An iteration that begins now.
struct Start {
  std::uint32_t user = 0;       ///< number of the user within this worker, from 0
  std::uint64_t iteration = 0;  ///< number of the iteration within the scenario
  Duration planned{};           ///< when the plan wanted it
  Duration ready{};  ///< from when on it could start: planned, or later, when a user was free
};

/// What becomes of a planned start of an open load that finds no free user.
enum class WhenBusy {
  wait,  ///< it waits until a user is free, and its wait counts
  drop,  ///< it never happens and is counted, as in k6
};

struct DispatchOptions {
  Users max_users{};  ///< of an open load, over all workers together
  Users min_users{};  ///< of those, how many take turns from the beginning; zero: as few as can
  WhenBusy when_busy = WhenBusy::wait;
  Duration ramp_down = 30s;  ///< how long a user that has to leave may go on (k6's default)
  std::uint64_t seed = 0;    ///< of the run, for Poisson arrivals
  std::uint64_t stream = 0;  ///< of the scenario, below 2^32
};

class Dispatcher {
 public:
  virtual ~Dispatcher() = default;

  /// A start that is due, or nothing: then ask again at next_due() or after a finish.
  virtual std::optional<Start> next(Duration now) = 0;

  /// The next instant at which there may be something to do without a finish: a start, a drop or an
  /// overdue user. Nothing when only a finish can bring one, or none will come.
  virtual std::optional<Duration> next_due() const = 0;

  /// The user's iteration has ended, however.
  virtual void finished(std::uint32_t user, Duration now) = 0;

  /// From now on nothing starts and nothing is dropped.
  virtual void close() = 0;

  /// Whether nothing will ever start again, seen from an instant. What was dropped may still have
  /// to be taken, and users may still become overdue.
  virtual bool exhausted(Duration now) const = 0;

  /// Planned starts of this share before an instant; nothing in a closed model, where the service
  /// itself sets the number.
  virtual std::optional<std::uint64_t> planned_before(Duration instant) const = 0;

  /// A user to be cut off now: it had to leave and did not end its iteration within the ramp-down.
  /// Each is named once. One that is wanted again before its deadline plays on.
  virtual std::optional<std::uint32_t> overdue(Duration /*now*/) { return {}; }

  /// The planned instant of a start that next() found dropped and that has not been told yet. Which
  /// starts those are does not depend on when next() is asked: a start is dropped if and only if no
  /// user was free when it was planned.
  virtual std::optional<Duration> take_drop() { return {}; }
};

/// The dispatcher for a load without problems. Where there are more workers than users, the first
/// ones play the whole load, and the others nothing.
std::unique_ptr<Dispatcher> make_dispatcher(const Load& load, const DispatchOptions& options,
                                            Stripe share);

/// The same with nothing but a bound of users given.
std::unique_ptr<Dispatcher> make_dispatcher(const Load& load, Users max_users, Stripe share);

}  // namespace proofload
