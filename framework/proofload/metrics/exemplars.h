// SPDX-License-Identifier: Apache-2.0
#pragma once

// The steps of a run that are worth looking at: the slowest ones that succeeded, and the first few
// of each kind of failure. Whatever is added, it stays of bounded size. A value; not synchronized.

#include <proofload/metrics/exemplar.h>

#include <string>
#include <string_view>
#include <vector>

namespace proofload {

class Exemplars {
 public:
  void add(Exemplar exemplar);

  /// The slowest first; at most ExemplarChoice::slowest.
  const std::vector<Exemplar>& slowest() const { return slowest_; }

  /// In the order in which they were planned; at most ExemplarChoice::of_each_failure of a kind.
  const std::vector<Exemplar>& failed() const { return failed_; }

 private:
  void add_slow(Exemplar exemplar);
  void add_failed(Exemplar exemplar);

  std::vector<Exemplar> slowest_;
  std::vector<Exemplar> failed_;
};

/// "timeout", "status 503": how failures are told apart.
std::string failure_kind(std::string_view error, int status);

}  // namespace proofload
