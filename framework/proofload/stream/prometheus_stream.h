// SPDX-License-Identifier: Apache-2.0
#pragma once

// A run in Prometheus while it plays: every five seconds, and with the verdict at the end, by
// remote write; stream/prometheus_remote_write.h says what. The server has to accept that, as
// Prometheus does with --web.enable-remote-write-receiver. Used by the thread that conducts the
// run.

#include <proofload/report/run_observer.h>
#include <proofload/stream/metric_snapshot.h>
#include <proofload/stream/push_schedule.h>
#include <proofload/stream/push_thread.h>

namespace proofload {

class PrometheusStream : public RunObserver {
 public:
  /// Of an address without a path, "/api/v1/write" is pushed to. of_run: tags of the run; see
  /// stream/run_tags.h.
  explicit PrometheusStream(StreamUrl url, PushLimits limits = {}, Tags of_run = {});

  void begin(const RunStart& start) override { start_ = start; }
  void second(const Measurements& so_far, Duration now) override;
  std::string conclude(const RunResult& result) override;

 private:
  static PushTarget target_of(StreamUrl url);

  PushTarget target_;
  Tags of_run_;
  PushThread thread_;
  MetricSnapshots snapshots_{SnapshotOf::whole_run};
  PushSchedule schedule_{5s};
  RunStart start_;
  Duration last_{};  // instant of the last push
};

}  // namespace proofload
