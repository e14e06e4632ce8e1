// SPDX-License-Identifier: Apache-2.0
#pragma once

// A limit that a test asserted, and what came of it. Made by judge(), shown by every output: the
// same sentence in GoogleTest's failure, in JUnit, in JSON and on the console. A value.
//
// A limit that is broken, of a kind that a late generator can break, is judged a second time: only
// on the seconds in which the generator kept time, as report/health.h finds them with the lateness
// that this limit allows. If they do not break it, or are too few to tell, it is in doubt.

#include <proofload/report/bound.h>
#include <proofload/report/statistic.h>

#include <optional>
#include <vector>

namespace proofload {

/// What came of a limit.
enum class Standing : std::uint8_t {
  held,
  broken,
  in_doubt,  ///< broken, but perhaps by the generator
};

/// "held", "broken", "in_doubt".
std::string_view to_text(Standing standing);

struct Limit {
  std::string subject;    ///< "GET /schemas/{id} in stage sustained"
  std::string statistic;  ///< "p95", "p95 of service"
  std::string bound;      ///< "< 10 ms"
  std::string observed;   ///< "14.2 ms"; empty where there was too little to tell
  std::string margin;     ///< "4.2 ms over (42 %)", "2.9 ms inside (29 %)"
  std::string context;    ///< "p50 3 ms, max 90 ms"
  std::string problem;    ///< why nothing could be observed; else empty
  std::uint64_t samples = 0;
  bool held = false;

  /// How late starts may be without blurring it; nothing where lateness cannot break it.
  std::optional<Duration> lateness_allowed{};
  bool in_doubt = false;     ///< broken, but not, or not surely, in the healthy seconds alone
  std::string healthy_only;  ///< ", but 8 ms in the 27 of 30 seconds in which ..."; empty where
                             ///< it held, or all seconds it looks at are healthy
  double healthy_share = 1;  ///< of the seconds of the run, with the lateness that it allows, where
                             ///< it was judged again

  Quantity quantity = Quantity::count;
  Comparison comparison = Comparison::less;
  double bound_value = 0;
  double value = 0;  ///< meaningful where problem is empty

  std::string source = "code";  ///< or "file", "command line", "baseline"
  std::string file;             ///< where the test asserted it, or the file that says it
  int line = 0;

  /// Of a threshold from a file, as it is written there; both empty for a limit written in code.
  std::string metric{};      ///< k6's key: "http_req_duration{status:200}"
  std::string expression{};  ///< "p(95)<500"

  Standing standing() const {
    return held ? Standing::held : in_doubt ? Standing::in_doubt : Standing::broken;
  }

  /// "p95 < 10 ms".
  std::string statement() const { return statistic + " " + bound; }

  /// What it found, for people: "p95 is 14.2 ms, 4.2 ms over (42 %), from 6,000 samples (...)".
  std::string explanation() const;
};

/// Holds a statistic of a window against a bound. A window that has a problem, or too little data,
/// fails the limit with that reason.
Limit judge(const Window& window, const Statistic& statistic, const Bound& bound);

/// How late starts may be without blurring the most delicate of these limits.
Duration lateness_allowed(const std::vector<Limit>& limits);

/// "p95 of service": the statistic with the trend it looks at, where that is not the response.
std::string statistic_name(const Window& window, const Statistic& statistic);

/// "1 sample", "6,000 samples".
std::string samples_text(std::uint64_t samples);

}  // namespace proofload
