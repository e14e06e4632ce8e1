// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/grpc_step.h>

#include <proofload/metrics/names.h>

#include <array>

namespace proofload::detail {
namespace {

constexpr std::array call_metrics{
    StepMetric{metrics::grpc_req_failed, true},
    StepMetric{metrics::grpc_req_duration, true},
    StepMetric{metrics::grpc_reqs},
};

constexpr std::array stream_metrics{
    StepMetric{metrics::grpc_req_failed, true},
    StepMetric{metrics::grpc_req_duration, true},
    StepMetric{metrics::grpc_reqs},
    StepMetric{metrics::grpc_streams},
    StepMetric{metrics::grpc_streams_msgs_sent},
    StepMetric{metrics::grpc_streams_msgs_received},
};

constexpr StepProtocol call{.metrics = call_metrics, .has_status = true};
constexpr StepProtocol stream{.metrics = stream_metrics, .has_status = true};

}  // namespace

void end_grpc_step(MeasuredStep& step, const StepOutcome& outcome, std::string_view error_text,
                   Duration service, const std::optional<GrpcMessages>& messages,
                   const std::function<Exemplar()>& describe) {
  const double failed = outcome.failed ? 1 : 0;
  const double length = in_milliseconds(service);
  if (messages) {
    const std::array<double, stream_metrics.size()> values{
        failed, length, 1, 1, double(messages->sent), double(messages->received)};
    step.end(stream, {outcome, values, error_text}, describe, service);
  } else {
    const std::array<double, call_metrics.size()> values{failed, length, 1};
    step.end(call, {outcome, values, error_text}, describe, service);
  }
}

}  // namespace proofload::detail
