// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a threshold is about, in the form of k6: a metric, or the samples of it that carry tags.
//
//   http_req_duration
//   http_req_duration{status:200}
//   http_req_duration{name:/users/{id}, method:GET}    all of them
//
// Tags are divided at commas, name and value at the first colon; spaces and quotes around both are
// taken away. Tags of k6 become ours:
//
//   name       the step: "GET /users/{id}", or "/users/{id}" where one step only is named so after
//              its method; with the tag method where several are. step says the same
//   group      with or without the colons in front: "::checkout::pay" is the group "checkout::pay"
//   scenario   the scenario, and its own time: a rate is counted against the time in which that
//              scenario played (k6 counts against the whole test). "default" is the scenario of a
//              run that has one only, without a name
//
// All others are the tags of our samples: method, status, error, expected_response, check, and the
// author's own. k6's url, proto, error_code and so on are not among them. Values; pure functions.

#include <proofload/base/result.h>
#include <proofload/metrics/tags.h>
#include <proofload/metrics/window.h>

#include <string>
#include <string_view>

namespace proofload {

struct ThresholdSelector {
  std::string text;    ///< as it was written
  std::string metric;  ///< its name
  Tags tags{};         ///< by our names

  /// The part of a run that carries the tags. What the run does not have is the window's
  /// problem(), and an error where a name stands for several steps.
  Result<Window> window(const Window& run) const;

  /// Whether both are about the same, however they are written.
  bool is_same(const ThresholdSelector& other) const {
    return metric == other.metric && tags == other.tags;
  }
};

/// The error names the text and what is wrong with it.
Result<ThresholdSelector> parse_threshold_selector(std::string_view text);

}  // namespace proofload
