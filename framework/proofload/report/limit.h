// SPDX-License-Identifier: Apache-2.0
#pragma once

// A limit that a test asserted, and what came of it. Made by judge(), shown by every output: the
// same sentence in GoogleTest's failure, in JUnit, in JSON and on the console. A value.

#include <proofload/report/bound.h>
#include <proofload/report/statistic.h>

namespace proofload {

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

  Quantity quantity = Quantity::count;
  Comparison comparison = Comparison::less;
  double bound_value = 0;
  double value = 0;  ///< meaningful where problem is empty

  std::string file;  ///< where the test asserted it
  int line = 0;

  /// "p95 < 10 ms".
  std::string statement() const { return statistic + " " + bound; }

  /// What it found, for people: "p95 is 14.2 ms, 4.2 ms over (42 %), from 6,000 samples (...)".
  std::string explanation() const;
};

/// Holds a statistic of a window against a bound. A window that has a problem, or too little data,
/// fails the limit with that reason.
Limit judge(const Window& window, const Statistic& statistic, const Bound& bound);

/// "p95 of service": the statistic with the trend it looks at, where that is not the response.
std::string statistic_name(const Window& window, const Statistic& statistic);

}  // namespace proofload
