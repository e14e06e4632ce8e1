// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is measured of a call or a stream of gRPC: k6's metrics, and grpc_reqs, grpc_req_failed and
// grpc_connecting, which k6 lacks. Bytes are those of packed messages, without headers and framing,
// which gRPC does not tell. Belongs to one worker.

#include <proofload/engine/detail/measured_step.h>
#include <proofload/metrics/recorder.h>

#include <optional>
#include <string>

namespace proofload::detail {

/// What a stream counts beside its step, when it happens, so that the end of the run takes nothing
/// away: with the labels of the user and the tag `step`. The series are looked up once for each set
/// of labels.
class GrpcStreamSeries {
 public:
  GrpcStreamSeries(UserState& state, std::string step) : state_(state), step_(std::move(step)) {}

  void count_stream();
  void count_sent(std::size_t bytes);
  void count_received(std::size_t bytes);

  /// Of the one request or answer of a stream, which is none of its messages.
  void add_bytes_sent(std::size_t bytes);
  void add_bytes_received(std::size_t bytes);

 private:
  struct Ids {
    SeriesId streams;
    SeriesId messages_sent;
    SeriesId messages_received;
    SeriesId bytes_sent;
    SeriesId bytes_received;
  };
  const Ids& ids();

  UserState& state_;
  std::string step_;
  const LabelSet* labels_ = nullptr;  // of the series below
  Ids ids_{};
};

/// How long a connection took for which a call or a stream waited: with the same labels.
void record_grpc_connecting(UserState& state, std::string_view step, Duration connecting);

/// Bytes of the messages of a unary call.
struct GrpcBytes {
  std::size_t sent = 0;
  std::size_t received = 0;
};

struct GrpcStepFigures {
  Duration service{};                ///< from its start to its end
  Duration connecting{};             ///< of that
  std::optional<GrpcBytes> bytes{};  ///< nothing: of a stream, which counted them itself
};

/// Ends the step of a call or a stream.
void end_grpc_step(MeasuredStep& step, const StepOutcome& outcome, std::string_view error_text,
                   const GrpcStepFigures& figures, const std::function<Exemplar()>& describe);

}  // namespace proofload::detail
