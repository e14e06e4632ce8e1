// SPDX-License-Identifier: Apache-2.0
#pragma once

// A run in InfluxDB 1.x while it plays: every second, and with the verdict at the end, in the line
// protocol; stream/influxdb_lines.h says what. As with k6 the path of the address names the
// database (http://localhost:8086/k6), "k6" where there is none, and the database is made where it
// is missing and that is allowed. What the address has after "?" goes along with every push
// (rp=week names a retention policy). Used by the thread that conducts the run.

#include <proofload/report/run_observer.h>
#include <proofload/stream/metric_snapshot.h>
#include <proofload/stream/push_schedule.h>
#include <proofload/stream/push_thread.h>

namespace proofload {

class InfluxdbStream : public RunObserver {
 public:
  /// of_run: tags of the run; see stream/run_tags.h.
  explicit InfluxdbStream(const StreamUrl& url, PushLimits limits = {}, Tags of_run = {});

  void begin(const RunStart& start) override { start_ = start; }
  void second(const Measurements& so_far, Duration now) override;
  std::string conclude(const RunResult& result) override;

 private:
  static PushTarget target_of(StreamUrl url);

  PushTarget target_;
  Tags of_run_;
  PushThread thread_;
  MetricSnapshots snapshots_{SnapshotOf::since_the_last_one};
  PushSchedule schedule_{1s};
  RunStart start_;
  Duration last_{};  // instant of the last push
};

}  // namespace proofload
