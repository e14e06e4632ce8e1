// SPDX-License-Identifier: Apache-2.0
#pragma once

// Decides which iteration starts when and on which user. It does no I/O and knows no clock: whoever
// drives it says what time it is and when an iteration has finished, and obeys what it answers.
// That is why every rule of dispatching is tested in virtual time.
//
//   while (auto start = dispatcher.next(now)) begin(*start);   // then sleep until next_due()
//   ...
//   dispatcher.finished(user, now);                            // and ask next() again
//
// Owned and used by one worker. Several workers share a plan by striping: worker i of n takes the
// starts and the users whose number leaves the remainder i, so none is lost or played twice.

#include <proofload/load/load.h>

#include <cstdint>
#include <memory>
#include <optional>

namespace proofload {

/// Which stripe of the plan a worker plays.
struct Share {
  std::uint32_t index = 0;
  std::uint32_t count = 1;
};

/// An iteration that begins now.
struct Start {
  std::uint32_t user = 0;       ///< number of the user within this worker, from 0
  std::uint64_t iteration = 0;  ///< number of the iteration within the run
  Duration planned{};           ///< when the plan wanted it
  Duration ready{};  ///< from when on it could start: planned, or later, when a user was free
};

class Dispatcher {
 public:
  virtual ~Dispatcher() = default;

  /// A start that is due, or nothing: then ask again at next_due() or after a finish.
  virtual std::optional<Start> next(Duration now) = 0;

  /// The next instant at which a start may become due by itself; nothing when only a finish can
  /// bring one, or none will come.
  virtual std::optional<Duration> next_due() const = 0;

  /// The user's iteration has ended, however.
  virtual void finished(std::uint32_t user, Duration now) = 0;

  /// From now on nothing starts.
  virtual void close() = 0;

  /// Whether nothing will ever start again, seen from an instant.
  virtual bool exhausted(Duration now) const = 0;

  /// Planned starts of this share before an instant; nothing in a closed model, where the service
  /// itself sets the number.
  virtual std::optional<std::uint64_t> planned_before(Duration instant) const = 0;
};

/// The dispatcher for a load without problems. max_users bounds the users of an open load, over all
/// workers together.
std::unique_ptr<Dispatcher> make_dispatcher(const Load& load, Users max_users, Share share);

}  // namespace proofload
