// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/total_results.h>

#include <proofload/base/safe_text.h>
#include <proofload/report/format/metric_line.h>
#include <proofload/units/quantity_text.h>

#include <fmt/format.h>

#include <algorithm>

namespace proofload {
namespace {

// Those of some metrics that have samples.
std::vector<DottedLine> lines_of(const Report& report, std::initializer_list<Metric> metrics) {
  const auto measured = report.metrics();
  std::vector<DottedLine> lines;
  for (const auto& metric : metrics)
    if (std::find(measured.begin(), measured.end(), metric) != measured.end())
      lines.push_back(metric_line(report, metric));
  return lines;
}

std::vector<DottedLine> own_lines(const Report& report) {
  std::vector<DottedLine> lines;
  for (const auto& metric : report.metrics())
    if (!metrics::is_built_in(metric)) lines.push_back(metric_line(report, metric));
  return lines;
}

void mark_alarm(const Metric& metric, std::uint64_t alarm, std::vector<DottedLine>& lines) {
  for (auto& line : lines)
    if (line.name == metric.name) line.alarm = alarm;
}

// Without failures the second line would only repeat the first.
std::vector<DottedLine> http_lines(const Report& report) {
  auto lines =
      lines_of(report, {metrics::http_req_duration, metrics::http_req_failed, metrics::http_reqs});
  const auto failed = report.rate(metrics::http_req_failed).passes;
  mark_alarm(metrics::http_req_failed, failed, lines);
  const auto expected =
      report.tagged("expected_response", "true").trend(metrics::http_req_duration);
  if (failed > 0 && expected.count() > 0)
    lines.insert(lines.begin() + 1, distribution_line("  { expected_response:true }", expected,
                                                      Quantity::milliseconds));
  return lines;
}

std::vector<DottedLine> web_socket_lines(const Report& report) {
  auto lines =
      lines_of(report, {metrics::ws_connecting, metrics::ws_session_duration,
                        metrics::ws_round_trip, metrics::ws_ping, metrics::ws_sessions,
                        metrics::ws_msgs_sent, metrics::ws_msgs_received, metrics::ws_msgs_lost});
  mark_alarm(metrics::ws_msgs_lost, std::uint64_t(report.counter(metrics::ws_msgs_lost).sum),
             lines);
  return lines;
}

std::vector<DottedLine> grpc_lines(const Report& report) {
  auto lines =
      lines_of(report, {metrics::grpc_req_duration, metrics::grpc_connecting,
                        metrics::grpc_req_failed, metrics::grpc_reqs, metrics::grpc_streams,
                        metrics::grpc_streams_msgs_sent, metrics::grpc_streams_msgs_received});
  mark_alarm(metrics::grpc_req_failed, report.rate(metrics::grpc_req_failed).passes, lines);
  return lines;
}

std::vector<DottedLine> event_stream_lines(const Report& report) {
  return lines_of(report, {metrics::sse_response_to_first_event, metrics::sse_time_to_first_event,
                           metrics::sse_event_gap, metrics::sse_response_to_first_token,
                           metrics::sse_time_to_first_token, metrics::sse_tokens_per_second,
                           metrics::sse_streams, metrics::sse_reconnects, metrics::sse_events,
                           metrics::sse_tokens});
}

// "✗ body ok", and how many of how many where some failed.
std::string check_text(const Report& report, const std::string& name, const ConsoleStyle& style) {
  const auto checks = report.tagged("check", name).rate(metrics::checks);
  const auto failed = checks.count - checks.passes;
  const auto outcome = failed == 0 ? Outcome::pass : Outcome::fail;
  auto text = "    " + mark(outcome, style) + " " + safe_line(name) + "\n";
  if (failed > 0)
    text += fmt::format("      {} {}% - {} passed, {}\n", style.utf8 ? "↳ " : "  ",
                        100 * checks.passes / checks.count, count_text(checks.passes),
                        alarming(count_text(failed) + " failed", failed, style));
  return text;
}

DottedSection check_section(const Report& report, const ConsoleStyle& style) {
  const auto all = report.rate(metrics::checks);
  if (all.count == 0) return {};
  const auto failed = all.count - all.passes;
  DottedSection section;
  section.lines = {amount_line("checks_total", double(all.count), Quantity::count, report.length()),
                   share_line("checks_succeeded", all.passes, all.count),
                   share_line("checks_failed", failed, all.count)};
  section.lines.back().alarm = failed;
  section.end = "\n";
  for (const auto& name : report.values_of("check")) section.end += check_text(report, name, style);
  return section;
}

}  // namespace

std::string total_results(const Report& report, const ConsoleStyle& style) {
  auto execution = lines_of(
      report, {metrics::dropped_iterations, metrics::iteration_duration, metrics::iterations,
               metrics::failed_iterations, metrics::interrupted_iterations, metrics::group_duration,
               metrics::vus, metrics::vus_max});
  const auto text = to_text(
      {check_section(report, style),
       {"HTTP", http_lines(report), {}},
       {"WEBSOCKET", web_socket_lines(report), {}},
       {"GRPC", grpc_lines(report), {}},
       {"EVENT STREAMS", event_stream_lines(report), {}},
       {"EXECUTION", std::move(execution), {}},
       {"NETWORK", lines_of(report, {metrics::data_received, metrics::data_sent}), {}},
       {"CUSTOM", own_lines(report), {}},
       {"LATENCY FROM THE PLAN",
        lines_of(report,
                 {metrics::response, metrics::service, metrics::pacing, metrics::user_wait}),
        {}}},
      style);
  return text.empty() ? text : heading("TOTAL RESULTS", style) + text;
}

}  // namespace proofload
