// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is measured of a call or a stream of gRPC: k6's metrics, and grpc_reqs and grpc_req_failed,
// which k6 lacks. Belongs to one worker.

#include <proofload/engine/detail/measured_step.h>
#include <proofload/metrics/recorder.h>

#include <string>

namespace proofload::detail {

/// What a stream counts beside its step, when it happens, so that the end of the run takes nothing
/// away: with the labels of the user and the tag `step`. The series are looked up once for each set
/// of labels.
class GrpcStreamSeries {
 public:
  GrpcStreamSeries(UserState& state, std::string step) : state_(state), step_(std::move(step)) {}

  void count_stream();
  void count_sent();
  void count_received();

 private:
  struct Ids {
    SeriesId streams;
    SeriesId messages_sent;
    SeriesId messages_received;
  };
  const Ids& ids();

  UserState& state_;
  std::string step_;
  const LabelSet* labels_ = nullptr;  // of the series below
  Ids ids_{};
};

/// Ends the step of a call or a stream.
void end_grpc_step(MeasuredStep& step, const StepOutcome& outcome, std::string_view error_text,
                   Duration service, const std::function<Exemplar()>& describe);

}  // namespace proofload::detail
