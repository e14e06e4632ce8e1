// SPDX-License-Identifier: Apache-2.0
#pragma once

// Writes answers into the metrics of their step. The series of a step and outcome are looked up
// once; after that a request costs a dozen array writes. Belongs to one worker.

#include <proofload/metrics/recorder.h>
#include <proofload/protocol/http/response.h>

#include <array>
#include <string>
#include <unordered_map>
#include <vector>

namespace proofload {

class HttpSteps {
 public:
  explicit HttpSteps(Recorder& recorder) : recorder_(recorder) {}

  /// response: from the planned start. Throws UsageError when there are more steps than a report
  /// can hold, which means that a route was put together by hand.
  void record(const std::string& step, const std::string& method, const Response& answer,
              Duration response);

  /// A request that the end of the run cut off is no sample of the service: it is only counted.
  void record_interrupted(const std::string& step);

 private:
  struct Outcome {
    std::string method;
    int status;
    ErrorKind error;
    std::array<SeriesId, 14> ids;
  };

  std::vector<Outcome>& outcomes(const std::string& step);
  const Outcome& outcome(const std::string& step, const std::string& method,
                         const Response& answer);

  Recorder& recorder_;
  std::unordered_map<std::string, std::vector<Outcome>> steps_;
};

}  // namespace proofload
