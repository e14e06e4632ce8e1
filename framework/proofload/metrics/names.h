// SPDX-License-Identifier: Apache-2.0
#pragma once

// The catalogue of built-in metrics. Names, kinds and units are k6's, so that its thresholds and
// dashboards keep working; what k6 cannot say stands below, beside them.

#include <proofload/metrics/metric.h>

namespace proofload::metrics {

// clang-format off
inline constexpr Metric vus                  = gauge("vus");                   ///< users playing an iteration
inline constexpr Metric vus_max              = gauge("vus_max");               ///< users allowed
inline constexpr Metric iterations           = counter("iterations");          ///< iterations that came to their end
inline constexpr Metric iteration_duration   = trend("iteration_duration");    ///< from start to end, of those
inline constexpr Metric dropped_iterations   = counter("dropped_iterations");  ///< planned starts that never happened, when they were planned
inline constexpr Metric checks               = rate("checks");                 ///< one sample a check, tag `check`
inline constexpr Metric group_duration       = trend("group_duration");        ///< of groups that came to their end, tag `group`
inline constexpr Metric data_sent            = counter("data_sent", MetricUnit::bytes);      ///< of gRPC the bytes of messages: no headers, no framing
inline constexpr Metric data_received        = counter("data_received", MetricUnit::bytes);  ///< the same
inline constexpr Metric http_reqs            = counter("http_reqs");           ///< requests that ended, however
inline constexpr Metric http_req_failed      = rate("http_req_failed");        ///< 1: no answer, or an unexpected status
inline constexpr Metric http_req_duration    = trend("http_req_duration");     ///< sending + waiting + receiving
inline constexpr Metric http_req_blocked     = total_trend("http_req_blocked");          ///< before the request could be sent: name lookup, connect, TLS
inline constexpr Metric http_req_connecting  = total_trend("http_req_connecting");       ///< TCP connect
inline constexpr Metric http_req_tls_handshaking = total_trend("http_req_tls_handshaking");
inline constexpr Metric http_req_sending     = total_trend("http_req_sending");
inline constexpr Metric http_req_waiting     = total_trend("http_req_waiting");          ///< to the first byte of the answer
inline constexpr Metric http_req_receiving   = total_trend("http_req_receiving");

inline constexpr Metric ws_sessions          = counter("ws_sessions");         ///< WebSocket handshakes that were begun
inline constexpr Metric ws_connecting        = total_trend("ws_connecting");   ///< of sessions that opened: TCP connect, TLS and handshake
inline constexpr Metric ws_session_duration  = trend("ws_session_duration");   ///< from the begin of the handshake to the end of the session
inline constexpr Metric ws_ping              = trend("ws_ping");               ///< from ping to pong
inline constexpr Metric ws_msgs_sent         = counter("ws_msgs_sent");        ///< once the system has taken the whole message
inline constexpr Metric ws_msgs_received     = counter("ws_msgs_received");
inline constexpr Metric grpc_req_duration    = trend("grpc_req_duration");     ///< of unary calls and whole streams, without connecting and the delay of their start
inline constexpr Metric grpc_streams         = counter("grpc_streams");        ///< streams that were begun
inline constexpr Metric grpc_streams_msgs_sent     = counter("grpc_streams_msgs_sent");
inline constexpr Metric grpc_streams_msgs_received = counter("grpc_streams_msgs_received");

// What k6 cannot say. Of WebSockets, gRPC and streams of server-sent events:
inline constexpr Metric ws_round_trip        = trend("ws_round_trip");         ///< from the sending of a message to its answer
inline constexpr Metric ws_msgs_lost         = counter("ws_msgs_lost");        ///< messages that wanted an answer and got none, those not sent for want of a connection among them
inline constexpr Metric grpc_connecting      = total_trend("grpc_connecting");           ///< of calls and streams that waited for a connection and got it: name lookup, TCP connect, TLS, HTTP/2
inline constexpr Metric grpc_reqs            = counter("grpc_reqs");           ///< calls that ended, however, streams included
inline constexpr Metric grpc_req_failed      = rate("grpc_req_failed");        ///< 1: a status other than OK, unless the test expected it, or it is CANCELLED after cancel(); tag `status`
inline constexpr Metric sse_streams          = counter("sse_streams");         ///< streams that were begun, reconnects among them
inline constexpr Metric sse_reconnects       = counter("sse_reconnects");
inline constexpr Metric sse_events           = counter("sse_events");
inline constexpr Metric sse_time_to_first_event = trend("sse_time_to_first_event");   ///< from the sending of the request
inline constexpr Metric sse_response_to_first_event = trend("sse_response_to_first_event");   ///< from the planned start of the step: what a visitor who came on plan waited for
inline constexpr Metric sse_event_gap        = trend("sse_event_gap");         ///< from one event to the next
inline constexpr Metric sse_tokens           = counter("sse_tokens");          ///< as the journey counts them
inline constexpr Metric sse_time_to_first_token = trend("sse_time_to_first_token");   ///< from the sending of the request
inline constexpr Metric sse_response_to_first_token = trend("sse_response_to_first_token");   ///< from the planned start of the step
inline constexpr Metric sse_tokens_per_second = trend("sse_tokens_per_second", MetricUnit::none);   ///< of a stream, from its first token to its last

// Of steps, whatever their protocol:
inline constexpr Metric response             = trend("response");              ///< from the planned start of the step to its end: what a visitor who came on plan saw
inline constexpr Metric service              = trend("service");               ///< from the actual start of the step to its end, connecting included
inline constexpr Metric step_failed          = rate("step_failed");            ///< 1: the step failed
inline constexpr Metric step_successes       = counter("step_successes");      ///< steps that succeeded, when they ended
inline constexpr Metric interrupted_requests = counter("interrupted_requests");          ///< cut off by the end of the run, tag `step`: neither success nor failure, in no other metric
inline constexpr Metric http_req_looking_up  = total_trend("http_req_looking_up");       ///< name lookup

// Of iterations:
inline constexpr Metric starts               = counter("starts");              ///< iterations that began
inline constexpr Metric late_starts          = counter("late_starts");         ///< of those, more than 1 ms late by the generator's own fault, when they were planned
inline constexpr Metric pacing               = trend("pacing");                ///< lateness of starts for which a user was free: the generator's own share of the delay
inline constexpr Metric user_wait            = trend("user_wait");             ///< how long planned starts waited for a free user
inline constexpr Metric interrupted_iterations = counter("interrupted_iterations");      ///< cut off by the end of the run or of a ramp-down
inline constexpr Metric failed_iterations    = counter("failed_iterations");   ///< ended early by a missing value, an exception or a mistake of the author, tags `kind` and `reason`

// Of the generator, once a second; see report/health.h.
inline constexpr Metric active_connections   = gauge("active_connections");    ///< connections the generator holds open
inline constexpr Metric generator_busy       = gauge("generator_busy");        ///< share of a core that a generator thread used
inline constexpr Metric generator_hiccup     = gauge("generator_hiccup", MetricUnit::milliseconds);   ///< how much too long a thread slept that wanted to sleep for 1 ms
inline constexpr Metric generator_run_queue  = gauge("generator_run_queue");   ///< share of the time a generator thread was ready to run and did not
inline constexpr Metric generator_steal      = gauge("generator_steal");       ///< share of the machine's processor time that its host took away
inline constexpr Metric generator_throttled  = gauge("generator_throttled", MetricUnit::milliseconds); ///< time for which the limit of the control group stopped us
inline constexpr Metric generator_pressure   = gauge("generator_pressure");    ///< share of the time some process waited for a processor
inline constexpr Metric generator_page_faults = gauge("generator_page_faults"); ///< pages that had to be read from disk
inline constexpr Metric generator_clock_jump = gauge("generator_clock_jump", MetricUnit::milliseconds); ///< time for which the machine was suspended
inline constexpr Metric generator_memory     = gauge("generator_memory", MetricUnit::bytes);    ///< resident memory of the test binary

// Of the service under test with all its child processes, where we started it, once a second; see
// service/process_tree.h.
inline constexpr Metric service_memory       = gauge("service_memory", MetricUnit::bytes);      ///< resident memory
inline constexpr Metric service_processors   = gauge("service_processors");    ///< processors it kept busy
inline constexpr Metric service_open_files   = gauge("service_open_files");    ///< descriptors it held, connections included
inline constexpr Metric service_threads      = gauge("service_threads");       ///< its threads
inline constexpr Metric service_sockets      = gauge("service_sockets");       ///< descriptors of those that are sockets

// Read from others once a run has ended, in percent; only thresholds know them by a name. See
// report/analysis/soak_indicators.h.
inline constexpr Metric memory_leak_indicator = gauge("memory_leak_indicator"); ///< how far the last third's service_memory is above the first third's
inline constexpr Metric response_time_trend  = gauge("response_time_trend");   ///< the same of p95
// clang-format on

/// Whether a metric is one of those above.
bool is_built_in(const Metric& metric);

}  // namespace proofload::metrics
