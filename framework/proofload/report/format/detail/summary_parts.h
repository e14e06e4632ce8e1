// SPDX-License-Identifier: Apache-2.0
#pragma once

// The parts of the JSON summary that take a file of their own; the fields stand in
// data/schemas/summary.schema.json. Pure functions.

#include <proofload/metrics/exemplars.h>
#include <proofload/metrics/histogram.h>
#include <proofload/report/course.h>
#include <proofload/report/format/detail/json_writer.h>
#include <proofload/report/health.h>
#include <proofload/report/report.h>

namespace proofload {

/// Count, mean, extremes and percentiles of a trend.
Object trend_object(const Histogram& trend);

/// A whole histogram in a form that can be merged: number and count of every bucket that is not
/// empty. Bucket n holds the values that Histogram::low(n) and high(n) enclose.
void write_histogram(JsonWriter& object, std::string_view name, const Histogram& histogram,
                     std::string_view unit);

/// Columns of the course, row by row, as a member "course". health: by slice;
/// nothing of a run that still plays.
void write_course(JsonWriter& document, const Report& report, const Health* health);

/// What the report says without being asked: report/analysis/findings.h.
Object findings_object(const Report& report);

Object exemplars_object(const Exemplars& exemplars);

/// "ms", "bytes", "".
std::string_view unit_text(MetricUnit unit);

}  // namespace proofload
