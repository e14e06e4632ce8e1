// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/safe_text.h>
#include <proofload/report/format/detail/summary_parts.h>

#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

namespace proofload {
namespace {

using Rows = Course::Rows;

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
  values.get_ref<Object::array_t&>().reserve(rows.size());
  for (const auto& row : rows) values.push_back(value(*row));
  return values;
}

void write_latency(JsonWriter& columns, const Rows& rows, const std::string& name,
                   std::optional<RowLatency> CourseRow::*trend) {
  constexpr std::pair<const char*, double RowLatency::*> parts[] = {{"p50", &RowLatency::p50},
                                                                    {"p95", &RowLatency::p95},
                                                                    {"p99", &RowLatency::p99},
                                                                    {"max", &RowLatency::max}};
  for (const auto& [part, figure] : parts)
    columns.member(name + "_" + part + "_ms", column(rows, [&](const CourseRow& row) {
                     return row.*trend ? Object(rounded((*(row.*trend)).*figure)) : Object();
                   }));
}

template <class Value>
void write_values(JsonWriter& columns, const Rows& rows, const char* name,
                  Value CourseRow::*value) {
  columns.member(name, column(rows, [&](const CourseRow& row) { return row.*value; }));
}

void write_columns(JsonWriter& columns, const Rows& rows) {
  using Row = const CourseRow&;
  columns.member("from_seconds", column(rows, [](Row row) { return in_seconds(row.from); }));
  columns.member("to_seconds", column(rows, [](Row row) { return in_seconds(row.to); }));
  columns.member("planned", column(rows, [](Row row) {
                   return row.planned ? Object(*row.planned) : Object();
                 }));
  write_values(columns, rows, "started", &CourseRow::started);
  write_values(columns, rows, "late", &CourseRow::late);
  write_values(columns, rows, "dropped", &CourseRow::dropped);
  write_values(columns, rows, "users", &CourseRow::users);
  write_values(columns, rows, "requests", &CourseRow::requests);
  write_values(columns, rows, "failed", &CourseRow::failed);
  write_values(columns, rows, "bytes_sent", &CourseRow::bytes_sent);
  write_values(columns, rows, "bytes_received", &CourseRow::bytes_received);
  columns.member("pacing_p99_ms", column(rows, [](Row row) {
                   return row.pacing_p99 ? Object(rounded(*row.pacing_p99)) : Object();
                 }));
  write_latency(columns, rows, "response", &CourseRow::response);
  write_latency(columns, rows, "service", &CourseRow::service);
}

Object errors_object(const Rows& rows) {
  std::set<std::string> kinds;
  for (const auto& row : rows)
    for (const auto& [kind, number] : row->errors) kinds.insert(kind);
  auto errors = Object::object();
  for (const auto& kind : kinds)
    errors[safe_text(kind)] = column(rows, [&](const CourseRow& row) {
      const auto known = row.errors.find(kind);
      return known == row.errors.end() ? std::uint64_t{0} : known->second;
    });
  return errors;
}

void write_gauges(JsonWriter& gauges, const Course& course) {
  std::map<std::string, std::size_t> numbers;
  for (std::size_t number = 0; number < course.gauges().size(); ++number)
    numbers.emplace(course.gauges()[number].name, number);
  for (const auto& [name, number] : numbers) {
    auto values = column(course.rows(), [number = number](const CourseRow& row) {
      const bool known = number < row.gauges.size() && !std::isnan(row.gauges[number]);
      return known ? Object(rounded(row.gauges[number])) : Object();
    });
    gauges.member(safe_text(name), {{"unit", unit_text(course.gauges()[number].unit)},
                                    {"values", std::move(values)}});
  }
}

// Why the generator did not keep time in a row, which is as healthy as the worst of its slices.
std::optional<std::string> trouble_in(const CourseRow& row, const Timeline& timeline,
                                      const Health& health) {
  const auto part = timeline.between(row.from, row.to);
  for (auto slice = part.begin; slice < part.end; ++slice)
    if (const auto& one = health.slices()[slice]; !one.healthy) return one.reason;
  return {};
}

Object healthy_column(const Rows& rows, const Timeline& timeline, const Health* health) {
  return column(rows, [&](const CourseRow& row) {
    return health != nullptr ? Object(!trouble_in(row, timeline, *health)) : Object();
  });
}

Object troubles_object(const Rows& rows, const Timeline& timeline, const Health* health) {
  auto because = Object::object();
  for (std::size_t number = 0; health != nullptr && number < rows.size(); ++number)
    if (const auto trouble = trouble_in(*rows[number], timeline, *health))
      because[std::to_string(number)] = safe_text(*trouble);
  return because;
}

}  // namespace

void write_course(JsonWriter& document, const Report& report, const Health* health) {
  const auto course = course_of(report);
  const auto& rows = course.rows();
  const auto& timeline = report.measurements()->timeline();
  document.begin_object("course");
  document.member("every_seconds", in_seconds(course.every()));
  document.begin_object("columns");
  write_columns(document, rows);
  document.member("healthy", healthy_column(rows, timeline, health));
  document.end();
  document.member("errors", errors_object(rows));
  document.begin_object("gauges");
  write_gauges(document, course);
  document.end();
  document.member("unhealthy_because", troubles_object(rows, timeline, health));
  document.end();
}

}  // namespace proofload
