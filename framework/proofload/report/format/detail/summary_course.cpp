// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/safe_text.h>
#include <proofload/report/format/detail/summary_parts.h>

#include <array>
#include <charconv>
#include <map>
#include <set>

namespace proofload {
namespace {

using Rows = std::vector<CourseRow>;

// Six digits draw any chart, and keep the file small.
double rounded(double value) {
  std::array<char, 32> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 6)
          .ptr;
  std::from_chars(text.data(), end, value);
  return value;
}

template <class Value>
Object column(const Rows& rows, Value value) {
  auto values = Object::array();
  for (const auto& row : rows) values.push_back(value(row));
  return values;
}

template <class Optional>
Object or_null(const Optional& value) {
  return value ? Object(*value) : Object();
}

void add_latency(const Rows& rows, const std::string& name,
                 std::optional<RowLatency> CourseRow::*trend, Object& columns) {
  constexpr std::pair<const char*, double RowLatency::*> parts[] = {{"p50", &RowLatency::p50},
                                                                    {"p95", &RowLatency::p95},
                                                                    {"p99", &RowLatency::p99},
                                                                    {"max", &RowLatency::max}};
  for (const auto& [part, figure] : parts)
    columns[name + "_" + part + "_ms"] = column(rows, [&](const CourseRow& row) {
      return row.*trend ? Object(rounded((*(row.*trend)).*figure)) : Object();
    });
}

Object columns_object(const Rows& rows) {
  using Row = const CourseRow&;
  Object columns{{"from_seconds", column(rows, [](Row row) { return in_seconds(row.from); })},
                 {"to_seconds", column(rows, [](Row row) { return in_seconds(row.to); })},
                 {"planned", column(rows, [](Row row) { return or_null(row.planned); })},
                 {"started", column(rows, [](Row row) { return row.started; })},
                 {"late", column(rows, [](Row row) { return row.late; })},
                 {"dropped", column(rows, [](Row row) { return row.dropped; })},
                 {"users", column(rows, [](Row row) { return row.users; })},
                 {"requests", column(rows, [](Row row) { return row.requests; })},
                 {"failed", column(rows, [](Row row) { return row.failed; })},
                 {"bytes_sent", column(rows, [](Row row) { return row.bytes_sent; })},
                 {"bytes_received", column(rows, [](Row row) { return row.bytes_received; })},
                 {"pacing_p99_ms", column(rows, [](Row row) {
                    return row.pacing_p99 ? Object(rounded(*row.pacing_p99)) : Object();
                  })}};
  add_latency(rows, "response", &CourseRow::response, columns);
  add_latency(rows, "service", &CourseRow::service, columns);
  return columns;
}

Object errors_object(const Rows& rows) {
  std::set<std::string> kinds;
  for (const auto& row : rows)
    for (const auto& [kind, number] : row.errors) kinds.insert(kind);
  auto errors = Object::object();
  for (const auto& kind : kinds)
    errors[safe_text(kind)] = column(rows, [&](const CourseRow& row) {
      const auto known = row.errors.find(kind);
      return known == row.errors.end() ? std::uint64_t{0} : known->second;
    });
  return errors;
}

Object gauges_object(const Rows& rows) {
  std::map<std::string, Metric> gauges;
  for (const auto& row : rows)
    for (const auto& [metric, value] : row.gauges) gauges.emplace(metric.name, metric);
  auto object = Object::object();
  for (const auto& [name, metric] : gauges)
    object[safe_text(name)] = {{"unit", unit_text(metric.unit)},
                               {"values", column(rows, [&](const CourseRow& row) {
                                  for (const auto& [own, value] : row.gauges)
                                    if (own == metric) return Object(rounded(value));
                                  return Object();
                                })}};
  return object;
}

// A row is as healthy as the worst of its slices.
void add_health(const Timeline& timeline, const Rows& rows, const Health* health, Object& course) {
  auto healthy = Object::array();
  auto because = Object::object();
  for (std::size_t number = 0; number < rows.size(); ++number) {
    if (health == nullptr) {
      healthy.push_back(nullptr);
      continue;
    }
    bool kept_time = true;
    const auto part = timeline.between(rows[number].from, rows[number].to);
    for (auto slice = part.begin; slice < part.end && kept_time; ++slice) {
      const auto& one = health->slices()[slice];
      kept_time = one.healthy;
      if (!kept_time) because[std::to_string(number)] = safe_text(one.reason);
    }
    healthy.push_back(kept_time);
  }
  course["columns"]["healthy"] = std::move(healthy);
  course["unhealthy_because"] = std::move(because);
}

}  // namespace

Object course_object(const Report& report, const Health* health) {
  const auto course = course_of(report);
  const auto& rows = course.rows();
  Object object{{"every_seconds", in_seconds(course.every())},
                {"columns", columns_object(rows)},
                {"errors", errors_object(rows)},
                {"gauges", gauges_object(rows)}};
  add_health(report.measurements()->timeline(), rows, health, object);
  return object;
}

}  // namespace proofload
