// SPDX-License-Identifier: Apache-2.0
#pragma once

// Limits that have not been asked of a window yet, and how they do in its pieces, one after
// another. Values; pure functions.

#include <proofload/report/bound.h>
#include <proofload/report/statistic.h>

#include <string>
#include <vector>

namespace proofload {

struct Condition {
  Statistic statistic;
  Bound bound;
  Quantity quantity = Quantity::count;  ///< that the bound is given in
  std::string text;                     ///< "p95 < 10 ms"
};

/// They hold where each of them does. Never empty.
using Conditions = std::vector<Condition>;

/// "p95 < 10 ms and error rate < 1 %".
std::string to_text(const Conditions& conditions);

/// Why a condition can be asked of no window like this: its bound is in another unit than its
/// statistic. Empty where all can be asked.
std::string wrong_unit(const Conditions& conditions, const Window& window);

/// How the conditions did in a piece of a window.
struct JudgedPiece {
  Duration from{};
  Duration to{};
  bool held = true;
  double excess = -1;   ///< how far beyond its bound, in bounds, the worst condition is
  std::string found{};  ///< "p95 is 31 ms": of the worst condition
  std::uint64_t samples = 0;

  Duration length() const { return to - from; }
};

using JudgedPieces = std::vector<JudgedPiece>;

/// How they did in the pieces of a window, as Window::every() cuts it. In a piece with too little
/// data they did not hold; where a mask left too little of one, it is left out.
JudgedPieces pieces_of(const Window& window, const Conditions& conditions, Duration every);

}  // namespace proofload
