// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/grpc_step.h>

#include <proofload/engine/detail/user_state.h>
#include <proofload/metrics/names.h>

#include <array>

namespace proofload::detail {
namespace {

constexpr std::array call_metrics{
    StepMetric{metrics::grpc_req_failed, true},
    StepMetric{metrics::grpc_req_duration, true},
    StepMetric{metrics::grpc_reqs},
    StepMetric{metrics::data_sent},
    StepMetric{metrics::data_received},
};
constexpr auto stream_metrics = std::span(call_metrics).first<3>();

constexpr StepProtocol call_protocol{.metrics = call_metrics, .has_status = true};
constexpr StepProtocol stream_protocol{.metrics = stream_metrics, .has_status = true};

}  // namespace

const GrpcStreamSeries::Ids& GrpcStreamSeries::ids() {
  if (labels_ == state_.labels) return ids_;
  labels_ = state_.labels;
  const TagView step[] = {{"step", step_}};
  const auto series = [&](const Metric& metric) {
    return state_.context.recorder.series(metric, *labels_, step);
  };
  ids_ = {series(metrics::grpc_streams), series(metrics::grpc_streams_msgs_sent),
          series(metrics::grpc_streams_msgs_received), series(metrics::data_sent),
          series(metrics::data_received)};
  return ids_;
}

void GrpcStreamSeries::count_stream() { state_.context.recorder.record(ids().streams, 1); }

void GrpcStreamSeries::count_sent(std::size_t bytes) {
  state_.context.recorder.record(ids().messages_sent, 1);
  add_bytes_sent(bytes);
}

void GrpcStreamSeries::count_received(std::size_t bytes) {
  state_.context.recorder.record(ids().messages_received, 1);
  add_bytes_received(bytes);
}

void GrpcStreamSeries::add_bytes_sent(std::size_t bytes) {
  state_.context.recorder.record(ids().bytes_sent, double(bytes));
}

void GrpcStreamSeries::add_bytes_received(std::size_t bytes) {
  state_.context.recorder.record(ids().bytes_received, double(bytes));
}

void record_grpc_connecting(UserState& state, std::string_view step, Duration connecting) {
  const TagView tags[] = {{"step", step}};
  auto& recorder = state.context.recorder;
  recorder.record(recorder.series(metrics::grpc_connecting, *state.labels, tags), connecting);
}

void end_grpc_step(MeasuredStep& step, const StepOutcome& outcome, std::string_view error_text,
                   const GrpcStepFigures& figures, const std::function<Exemplar()>& describe) {
  const auto& [service, connecting, bytes] = figures;
  const auto [sent, received] = bytes.value_or(GrpcBytes{});
  const std::array<double, call_metrics.size()> values{outcome.failed ? 1.0 : 0.0,
                                                       in_milliseconds(service - connecting), 1,
                                                       double(sent), double(received)};
  const auto& protocol = bytes ? call_protocol : stream_protocol;
  const auto known = std::span(values).first(protocol.metrics.size());
  step.end(protocol, {outcome, known, error_text}, describe, service);
}

}  // namespace proofload::detail
