// SPDX-License-Identifier: Apache-2.0
#pragma once

// Pushes to one database from a thread of its own, of low priority, one after another in the order
// they came. A server that is away is waited for with growing pauses while others wait in line, in
// bounded memory; what it refuses (4xx) is lost. Owned and used by the thread that conducts the
// run: push() returns at once, conclude() within PushLimits::drain. The destructor ends what is
// under way and waits for nothing.

#include <proofload/stream/push_queue.h>
#include <proofload/stream/push_target.h>

#include <memory>
#include <string>

namespace proofload {

/// What came of the pushes of a run.
struct PushAccount {
  std::uint64_t pushes = 0;
  std::uint64_t lost = 0;
  std::string reason{};  ///< why the last of those was lost

  bool operator==(const PushAccount&) const = default;
};

/// "prometheus at http://127.0.0.1:9090/api/v1/write: 12 of 40 pushes could not be sent: Connection
/// refused"; empty where none was lost.
std::string undelivered(const PushTarget& target, const PushAccount& account);

class PushThread {
 public:
  explicit PushThread(PushTarget target, PushLimits limits = {});
  ~PushThread();
  PushThread(const PushThread&) = delete;
  PushThread& operator=(const PushThread&) = delete;

  /// Puts it in line.
  void push(Push push);

  /// Waits until all is sent, the server does not answer, or the time is over; what is left then is
  /// lost. The last call.
  PushAccount conclude();

 private:
  class Sender;
  std::unique_ptr<Sender> sender_;
};

}  // namespace proofload
