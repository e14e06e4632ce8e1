// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/influxdb_stream.h>

#include <proofload/base/percent_encoding.h>
#include <proofload/stream/influxdb_lines.h>

#include <algorithm>
#include <utility>

namespace proofload {
namespace {

constexpr std::string_view default_database = "k6";

// For a query. What the address had escaped stays so.
std::string escaped(std::string_view text) { return percent_encoded(text, "%"); }

std::string with(std::string query, const std::string& more) {
  return more.empty() ? query : query + "&" + more;
}

}  // namespace

InfluxdbStream::InfluxdbStream(const StreamUrl& url, PushLimits limits, Tags of_run)
    : target_(target_of(url)), of_run_(std::move(of_run)), thread_(target_, limits) {}

PushTarget InfluxdbStream::target_of(StreamUrl url) {
  const auto named = std::exchange(url.path, "/write").substr(1);
  const auto database = escaped(named.empty() ? default_database : named);
  const auto own = std::exchange(url.query, with("db=" + database + "&precision=ns", url.query));
  const auto opening =
      url.base + "/query?" + with("q=CREATE%20DATABASE%20%22" + database + "%22", own);
  return {"influxdb", std::move(url), {"Content-Type: text/plain; charset=utf-8"}, opening};
}

void InfluxdbStream::second(const Measurements& so_far, Duration now) {
  if (!schedule_.is_due(now)) return;
  last_ = now;
  auto snapshot = snapshots_.take(so_far);
  const auto size = memory(snapshot);
  thread_.push({[snapshot = std::move(snapshot), test = start_.test, at = start_.started_at + now,
                 of_run = of_run_] { return influxdb_lines(snapshot, test, at, of_run); },
                size});
}

// A point replaces another one of its instant.
std::string InfluxdbStream::conclude(const RunResult& result) {
  const auto& facts = result.report.facts();
  const auto at = facts.started_at + std::max(facts.played, last_ + 1ns);
  auto lines =
      influxdb_lines(snapshots_.take_all(*result.report.measurements()), facts.test, at, of_run_);
  lines += influxdb_lines(result, at, of_run_);
  const auto size = lines.size();
  thread_.push({[lines = std::move(lines)] { return lines; }, size});
  return undelivered(target_, thread_.conclude());
}

}  // namespace proofload
