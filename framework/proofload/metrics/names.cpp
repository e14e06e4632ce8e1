// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/names.h>

#include <algorithm>

namespace proofload::metrics {

bool is_built_in(const Metric& metric) {
  static constexpr Metric all[] = {
      vus,
      vus_max,
      iterations,
      iteration_duration,
      dropped_iterations,
      checks,
      data_sent,
      data_received,
      http_reqs,
      http_req_failed,
      http_req_duration,
      http_req_blocked,
      http_req_connecting,
      http_req_tls_handshaking,
      http_req_sending,
      http_req_waiting,
      http_req_receiving,
      response,
      service,
      pacing,
      user_wait,
      http_req_looking_up,
      starts,
      interrupted_iterations,
      interrupted_requests,
      failed_iterations,
      active_connections,
      generator_busy,
      generator_memory,
      service_memory,
      service_processors,
      service_open_files,
  };
  return std::find(std::begin(all), std::end(all), metric) != std::end(all);
}

}  // namespace proofload::metrics
