// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/grpc_step.h>

#include <proofload/engine/detail/user_state.h>
#include <proofload/metrics/names.h>

#include <array>

namespace proofload::detail {
namespace {

constexpr std::array grpc_metrics{
    StepMetric{metrics::grpc_req_failed, true},
    StepMetric{metrics::grpc_req_duration, true},
    StepMetric{metrics::grpc_reqs},
};

constexpr StepProtocol grpc{.metrics = grpc_metrics, .has_status = true};

}  // namespace

const GrpcStreamSeries::Ids& GrpcStreamSeries::ids() {
  if (labels_ == state_.labels) return ids_;
  labels_ = state_.labels;
  const TagView step[] = {{"step", step_}};
  const auto series = [&](const Metric& metric) {
    return state_.context.recorder.series(metric, *labels_, step);
  };
  ids_ = {series(metrics::grpc_streams), series(metrics::grpc_streams_msgs_sent),
          series(metrics::grpc_streams_msgs_received)};
  return ids_;
}

void GrpcStreamSeries::count_stream() { state_.context.recorder.record(ids().streams, 1); }

void GrpcStreamSeries::count_sent() { state_.context.recorder.record(ids().messages_sent, 1); }

void GrpcStreamSeries::count_received() {
  state_.context.recorder.record(ids().messages_received, 1);
}

void end_grpc_step(MeasuredStep& step, const StepOutcome& outcome, std::string_view error_text,
                   Duration service, const std::function<Exemplar()>& describe) {
  const std::array<double, grpc_metrics.size()> values{outcome.failed ? 1.0 : 0.0,
                                                       in_milliseconds(service), 1};
  step.end(grpc, {outcome, values, error_text}, describe, service);
}

}  // namespace proofload::detail
