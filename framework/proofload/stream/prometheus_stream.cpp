// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/prometheus_stream.h>

#include <proofload/stream/prometheus_remote_write.h>

#include <algorithm>
#include <utility>

namespace proofload {

PrometheusStream::PrometheusStream(StreamUrl url, PushLimits limits, Tags of_run)
    : target_(target_of(std::move(url))), of_run_(std::move(of_run)), thread_(target_, limits) {}

PushTarget PrometheusStream::target_of(StreamUrl url) {
  if (url.path == "/") url.path = "/api/v1/write";
  return {"prometheus",
          std::move(url),
          {"Content-Type: application/x-protobuf", "Content-Encoding: snappy",
           "X-Prometheus-Remote-Write-Version: 0.1.0"}};
}

void PrometheusStream::second(const Measurements& so_far, Duration now) {
  auto snapshot = snapshots_.take(so_far);  // every second, to come round all trends
  if (!schedule_.is_due(now)) return;
  last_ = now;
  const auto size = memory(snapshot);
  thread_.push({[snapshot = std::move(snapshot), test = start_.test, at = start_.started_at + now,
                 of_run = of_run_] {
                  PrometheusRequest request(at);
                  add_snapshot(request, snapshot, test, of_run);
                  return request.body();
                },
                size});
}

// Prometheus takes no second sample of an instant, and none that is older than the last.
std::string PrometheusStream::conclude(const RunResult& result) {
  const auto& facts = result.report.facts();
  PrometheusRequest request(facts.started_at + std::max(facts.played, last_ + 1ms));
  add_snapshot(request, snapshots_.take_all(*result.report.measurements()), facts.test, of_run_);
  add_verdict(request, result, of_run_);
  auto body = request.body();
  const auto size = body.size();
  thread_.push({[body = std::move(body)] { return body; }, size});
  return undelivered(target_, thread_.conclude());
}

}  // namespace proofload
