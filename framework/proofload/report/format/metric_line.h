// SPDX-License-Identifier: Apache-2.0
#pragma once

// A metric as a line of k6's summary, by its kind:
//
//   counter   1500    150/s
//   gauge     3       min=1          max=10
//   rate      97.77%  44 out of 45
//   trend     avg=5ms min=1ms med=4ms max=20ms p(90)=9ms p(95)=12ms
//
// Units stand without a space, as k6 writes them. Shares are cut after two decimals, not rounded:
// 99.999 % is not 100 %. Pure functions.

#include <proofload/metrics/window.h>
#include <proofload/report/format/dotted_lines.h>
#include <proofload/report/quantity.h>

#include <string>

namespace proofload {

/// The metric in this window, under its own name.
DottedLine metric_line(const Window& window, const Metric& metric);

/// A sum, and how much of it came in a second of this time.
DottedLine amount_line(std::string name, double sum, Quantity quantity, Duration length);

DottedLine share_line(std::string name, std::uint64_t part, std::uint64_t all);

DottedLine distribution_line(std::string name, const Histogram& trend, Quantity quantity);

}  // namespace proofload
