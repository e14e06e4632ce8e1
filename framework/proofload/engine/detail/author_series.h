// SPDX-License-Identifier: Apache-2.0
#pragma once

// The series that journeys write by names of their own: checks, and metrics of the author. Looked
// up once each. Their number is bounded, because a name put together by hand would grow without
// end; beyond the bound they throw UsageError. Belongs to one worker.

#include <proofload/base/usage_error.h>
#include <proofload/metrics/names.h>
#include <proofload/metrics/recorder.h>

#include <string>
#include <string_view>
#include <unordered_map>

namespace proofload {

class AuthorSeries {
 public:
  static constexpr std::size_t most_checks = 200;
  static constexpr std::size_t most_series = 500;

  explicit AuthorSeries(Recorder& recorder) : recorder_(recorder) {}

  SeriesId check(std::string_view name) {
    const auto known = checks_.find(name);
    return known != checks_.end() ? known->second : new_check(name);
  }

  SeriesId own(const Metric& metric, Tags tags) {
    SeriesKey key{metric, std::move(tags)};
    const auto known = own_.find(key);
    return known != own_.end() ? known->second : new_own(std::move(key));
  }

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>{}(text);
    }
  };

  SeriesId new_check(std::string_view name) {
    if (checks_.size() == most_checks)
      throw UsageError("more than " + std::to_string(most_checks) + " different checks, \"" +
                       std::string(name) + "\" among them: give the check a name of its own, " +
                       "as in check(\"token is valid\", value, matcher)");
    const auto id = recorder_.series(metrics::checks, {{"check", std::string(name)}});
    return checks_.emplace(name, id).first->second;
  }

  SeriesId new_own(SeriesKey key) {
    if (own_.size() == most_series)
      throw UsageError("more than " + std::to_string(most_series) +
                       " different sets of tags given to record(), \"" + to_text(key.tags) +
                       "\" of " + std::string(key.metric.name) +
                       " among them: leave out of the tags what varies, such as an id");
    const auto id = recorder_.series(key.metric, key.tags);
    return own_.emplace(std::move(key), id).first->second;
  }

  Recorder& recorder_;
  std::unordered_map<std::string, SeriesId, TextHash, std::equal_to<>> checks_;
  std::unordered_map<SeriesKey, SeriesId, SeriesKeyHash> own_;
};

}  // namespace proofload
