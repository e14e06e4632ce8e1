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
      group_duration,
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
      step_failed,
      step_successes,
      interrupted_requests,
      http_req_looking_up,
      starts,
      late_starts,
      pacing,
      user_wait,
      interrupted_iterations,
      failed_iterations,
      active_connections,
      generator_busy,
      generator_hiccup,
      generator_run_queue,
      generator_steal,
      generator_throttled,
      generator_pressure,
      generator_page_faults,
      generator_clock_jump,
      generator_memory,
      service_memory,
      service_processors,
      service_open_files,
  };
  return std::find(std::begin(all), std::end(all), metric) != std::end(all);
}

}  // namespace proofload::metrics
