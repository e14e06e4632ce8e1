// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/influxdb_lines.h>

#include <proofload/base/safe_text.h>
#include <proofload/stream/run_tags.h>

#include <fmt/format.h>

#include <cmath>
#include <initializer_list>
#include <utility>

namespace proofload {
namespace {

using Field = std::pair<std::string_view, double>;

bool is_special(char character) {
  return character == ',' || character == ' ' || character == '=' || character == '\\';
}

void append_tags(std::string& line, const Tags& tags) {
  for (const auto& [name, value] : tags) {
    const auto own = influxdb_text(name);
    // The protocol has a column of that name.
    line += fmt::format(",{}={}", own == "time" ? "time_" : own, influxdb_text(value));
  }
}

// A point without a field is no point, and there is no way to write what is no number.
void append_point(std::string& lines, std::string_view measurement, const Tags& tags,
                  std::initializer_list<Field> fields, WallClock::time_point at) {
  auto line = influxdb_text(measurement);
  append_tags(line, tags);
  char separator = ' ';
  for (const auto& [name, value] : fields) {
    if (!std::isfinite(value)) continue;
    line += fmt::format("{}{}={}", std::exchange(separator, ','), name, value);
  }
  if (separator == ' ') return;
  const auto since_epoch = std::chrono::duration_cast<Duration>(at.time_since_epoch());
  lines += fmt::format("{} {}\n", line, since_epoch.count());
}

class PointWriter {
 public:
  PointWriter(std::string& lines, std::string_view measurement, const Tags& tags,
              WallClock::time_point at)
      : lines_(lines), measurement_(measurement), tags_(tags), at_(at) {}

  void operator()(const Counter& counter) const { write({{"value", counter.sum}}); }
  void operator()(const Gauge& gauge) const { write({{"value", gauge.last}}); }

  void operator()(const PassRate& rate) const {
    write(
        {{"value", rate.share()}, {"passes", double(rate.passes)}, {"count", double(rate.count)}});
  }

  void operator()(const TrendValues& trend) const {
    write({{"value", trend.mean()},
           {"count", double(trend.count)},
           {"min", trend.min},
           {"med", trend.median},
           {"p95", trend.p95},
           {"p99", trend.p99},
           {"max", trend.max}});
  }

 private:
  void write(std::initializer_list<Field> fields) const {
    append_point(lines_, measurement_, tags_, fields, at_);
  }

  std::string& lines_;
  std::string_view measurement_;
  const Tags& tags_;
  WallClock::time_point at_;
};

void append_limit(std::string& lines, const Limit& limit, Tags tags, WallClock::time_point at) {
  tags.set("threshold", limit.statement());
  tags.set("subject", limit.subject);
  tags.set("source", limit.source);
  append_point(lines, "threshold", tags,
               {{"value", limit.held ? 1 : 0},
                {"limit", limit.bound_value},
                {"observed", limit.problem.empty() ? limit.value : NAN}},
               at);
}

}  // namespace

std::string influxdb_text(std::string_view text) {
  const auto safe = safe_line(text);
  std::string out;
  for (std::size_t i = 0; i < safe.size(); ++i) {
    const bool last = i + 1 == safe.size();
    if (safe[i] == '\\') {
      out += last || is_special(safe[i + 1]) ? '/' : '\\';
    } else {
      if (is_special(safe[i])) out += '\\';
      out += safe[i];
    }
  }
  return out;
}

std::string influxdb_lines(const MetricSnapshot& snapshot, std::string_view test,
                           WallClock::time_point at, const Tags& of_run) {
  std::string lines;
  for (const auto& [series, values] : snapshot) {
    auto own = series->tags;
    own.set("url", {});
    auto tags = with_run_tags(own, of_run);
    tags.set("test", test);
    std::visit(PointWriter(lines, series->metric.name, tags, at), values);
  }
  return lines;
}

std::string influxdb_lines(const RunResult& result, WallClock::time_point at, const Tags& of_run) {
  const auto tags_of_run = with_run_tags({{"test", result.report.facts().test}}, of_run);
  auto tags = tags_of_run;
  tags.set("outcome", to_text(result.verdict.outcome));
  std::string lines;
  append_point(lines, "verdict", tags, {{"value", 1}}, at);
  // Of points that are alike the database keeps the last one: a broken limit.
  for (const bool held : {true, false})
    for (const auto& limit : result.limits)
      if (limit.held == held) append_limit(lines, limit, tags_of_run, at);
  return lines;
}

}  // namespace proofload
