// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/http_step.h>

#include <proofload/metrics/names.h>

#include <array>

namespace proofload {
namespace {

constexpr std::array http_metrics{
    StepMetric{metrics::http_req_failed, true},
    StepMetric{metrics::http_req_duration, true},
    StepMetric{metrics::http_reqs},
    StepMetric{metrics::data_sent},
    StepMetric{metrics::data_received},
    StepMetric{metrics::http_req_blocked},
    StepMetric{metrics::http_req_looking_up},
    StepMetric{metrics::http_req_connecting},
    StepMetric{metrics::http_req_tls_handshaking},
    StepMetric{metrics::http_req_sending},
    StepMetric{metrics::http_req_waiting},
    StepMetric{metrics::http_req_receiving},
};

constexpr StepProtocol http{.metrics = http_metrics, .has_status = true};

}  // namespace

std::string_view http_version_text(int version) {
  switch (version) {
    case 10:
      return "HTTP/1.0";
    case 11:
      return "HTTP/1.1";
    case 20:
      return "HTTP/2.0";
    case 30:
      return "HTTP/3";
    default:
      return "";
  }
}

void end_http_step(MeasuredStep& step, std::string_view method, const Response& answer,
                   const std::function<Exemplar()>& describe) {
  const auto& timings = answer.timings;
  const std::array<double, http_metrics.size()> values{
      answer.ok() ? 0.0 : 1.0,
      in_milliseconds(timings.duration()),
      1,
      double(answer.bytes_sent),
      double(answer.bytes_received),
      in_milliseconds(timings.blocked),
      in_milliseconds(timings.looking_up),
      in_milliseconds(timings.connecting),
      in_milliseconds(timings.tls_handshaking),
      in_milliseconds(timings.sending),
      in_milliseconds(timings.waiting),
      in_milliseconds(timings.receiving),
  };
  const StepOutcome outcome{.failed = !answer.ok(),
                            .error = to_text(answer.error),
                            .status = answer.status,
                            .method = method,
                            .version = http_version_text(answer.http_version)};
  step.end(http, {outcome, values, answer.error_text}, describe, answer.service);
}

}  // namespace proofload
