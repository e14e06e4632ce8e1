// SPDX-License-Identifier: Apache-2.0
#pragma once

// The body of one request of Prometheus remote write 1.0: a prompb.WriteRequest, compressed by
// Snappy in its block format.
// https://prometheus.io/docs/specs/prw/remote_write_spec/,
// https://github.com/prometheus/prometheus/blob/main/prompb/remote.proto and types.proto.
// Not synchronized; no I/O.

#include <proofload/base/clock.h>
#include <proofload/metrics/tags.h>

#include <string>
#include <string_view>
#include <unordered_set>

namespace proofload {

/// Labels as Prometheus takes them: sorted, one value to a name, none empty. Characters that a name
/// may not have become "_"; of names that are one then, the last one wins. What may not be shown in
/// a value is escaped as in base/safe_text.h.
Tags prometheus_labels(const Tags& tags);

/// A name of a metric, or of a label, of [a-zA-Z0-9_] without a digit in front.
std::string prometheus_name(std::string_view text);

class PrometheusRequest {
 public:
  /// All its samples are of this instant, to the millisecond.
  explicit PrometheusRequest(WallClock::time_point at);

  /// Adds one sample. Labels as prometheus_labels() gives them. A second sample of the same name
  /// and labels is left out, since Prometheus would refuse the whole request for it.
  void add(std::string_view name, const Tags& labels, double value);

  /// The bytes of the prompb.WriteRequest.
  const std::string& message() const { return message_; }

  /// What is sent.
  std::string body() const;

 private:
  std::int64_t milliseconds_;
  std::string message_;
  std::unordered_set<std::string> labels_;  // of every sample, encoded
};

}  // namespace proofload
