// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a run proved. The rules, first match decides:
//
//   the author made a mistake that only showed while playing       FAIL
//   the run was stopped before its end (the service died, say)     FAIL
//   no iteration came to its end                                   FAIL
//   every request failed                                           FAIL
//     (for want of descriptors, ports or memory of our own         INVALID)
//   under 99 % of the planned starts happened in time, in a stage
//     and checks failed, or requests did that are no timeouts      FAIL
//     because the generator could not keep up                      INVALID
//     because the service kept all users busy, and a limit broke
//       that the generator cannot have broken, or an assertion     FAIL
//     because the service kept all users busy, and none noticed    INVALID
//     (not where a Dropped limit that holds allows it)
//   planned starts never happened, and no Dropped limit allows it
//     because the service kept all users busy                      FAIL
//     because the generator did not come to it                     INVALID
//   a limit broke that lateness cannot break (checks, errors that
//     are no timeouts), or another assertion of the test failed    FAIL
//   a limit broke, at least 80 % of the seconds are healthy, and
//     it is broken in the healthy seconds alone                    FAIL
//     it is not, or they cannot tell                               INVALID
//   a limit broke, and fewer seconds are healthy                   INVALID
//   limits hold, fewer seconds are healthy, and the test must
//     prove them (soak, capacity), or the load is closed and a
//     generator thread was busy in a fifth of the seconds          INVALID
//   otherwise, with a note where fewer seconds are healthy         PASS
//
// Which seconds are healthy stands in report/health.h; each limit brings the lateness it allows,
// and where there is no limit the most delicate of them decides. The service is the cause of a
// shortfall only where all users were busy, at least 80 % of the seconds are healthy, and the
// generator never stood still for 100 ms. What was dropped while it warmed up is no matter here.
//
// INVALID says that the instrument is in doubt, not the service. It is one-sided: a generator that
// starts late can only make latency look worse, so a pass in spite of it stands. Load that was not
// delivered can only make a service look better, so a pass under it does not stand; a closed load
// with a busy generator is such a load.
// Pure functions over values.

#include <proofload/report/limit.h>
#include <proofload/report/report.h>

#include <vector>

namespace proofload {

enum class Outcome : std::uint8_t { pass, fail, invalid };

/// "PASS", "FAIL", "INVALID".
std::string_view to_text(Outcome outcome);

struct Verdict {
  Outcome outcome = Outcome::pass;
  std::vector<std::string> reasons;  ///< one sentence each; the first one decided; limits apart
  std::vector<std::string> notes;    ///< worth knowing, without influence on the outcome

  /// Nothing but limits and other assertions decided: GoogleTest has reported them already.
  bool by_assertions = false;

  /// How much of the load was played: its own case in JUnit. Empty when all of it was.
  std::string load_problem;

  /// The run stopped by itself: its own case in JUnit. Empty when it played to its end.
  std::string stop_problem;
};

/// other_failures: assertions of the test that failed and are no limits.
Verdict judge(const Report& report, const std::vector<Limit>& limits, bool other_failures);

}  // namespace proofload
