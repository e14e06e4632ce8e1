// SPDX-License-Identifier: Apache-2.0
#pragma once

// Statistics of one metric, by its name: of the test's own, and built-in ones. For trends see
// Window::metric(). Pure functions of a window.

#include <proofload/report/statistic.h>

namespace proofload {

/// The highest, the lowest and the last value of a gauge: metrics::service_memory, say.
Statistic highest(const Metric& gauge);
Statistic lowest(const Metric& gauge);
Statistic last(const Metric& gauge);

/// The sum of a counter, and what it grew by in a second of the window's time, until the end of the
/// load. Without a sample there is no total, not even zero: a test that expects none records zeros.
Statistic total(const Metric& counter);
Statistic per_second(const Metric& counter);

/// Share of the samples of a rate that are not zero.
Statistic share(const Metric& rate);

}  // namespace proofload
