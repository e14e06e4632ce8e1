// SPDX-License-Identifier: Apache-2.0
#pragma once

// The series that journeys write by names of their own: checks, groups, and metrics of the author.
// Their number is bounded, because a name put together by hand would grow without end; beyond the
// bound they throw UsageError. Belongs to one worker.

#include <proofload/metrics/label_set.h>
#include <proofload/metrics/recorder.h>

#include <span>
#include <string_view>

namespace proofload {

class AuthorSeries {
 public:
  static constexpr std::size_t most_checks = 200;
  static constexpr std::size_t most_groups = 200;
  static constexpr std::size_t most_series = 500;

  explicit AuthorSeries(Recorder& recorder) : recorder_(recorder) {}

  SeriesId check(const LabelSet& labels, std::string_view name);
  SeriesId group(const LabelSet& labels, std::string_view path);
  SeriesId own(const Metric& metric, const LabelSet& labels, std::span<const TagView> tags);

 private:
  Recorder& recorder_;
  std::size_t checks_ = 0;
  std::size_t groups_ = 0;
  std::size_t own_ = 0;
};

}  // namespace proofload
