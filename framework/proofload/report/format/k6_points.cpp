// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/k6_points.h>

#include <proofload/metrics/names.h>
#include <proofload/report/format/detail/instant_text.h>
#include <proofload/report/format/detail/json_text.h>
#include <proofload/report/k6_metrics.h>
#include <proofload/report/k6_tags.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace proofload {
namespace {

constexpr std::size_t longest_number = 32;  // the shortest text that reads back takes 24 at most

// What stands between the braces of "http_req_duration{status:200,method:GET}".
std::string_view suffix_of(std::string_view key) {
  const auto open = key.find('{');
  const auto close = key.rfind('}');
  if (open == key.npos || close == key.npos || close < open) return {};
  return key.substr(open + 1, close - open - 1);
}

std::string_view bare(std::string_view text) {
  constexpr std::string_view around = " '\"";
  const auto begin = std::min(text.find_first_not_of(around), text.size());
  return text.substr(begin, text.find_last_not_of(around) + 1 - begin);
}

// As k6 does it: divided at commas, name and value at the first colon.
Object tags_of(std::string_view suffix) {
  auto tags = Object::object();
  while (!suffix.empty()) {
    const auto comma = std::min(suffix.find(','), suffix.size());
    const auto tag = suffix.substr(0, comma);
    const auto colon = std::min(tag.find(':'), tag.size());
    const auto value = tag.substr(std::min(colon + 1, tag.size()));
    tags[std::string(bare(tag.substr(0, colon)))] = bare(value);
    suffix.remove_prefix(std::min(comma + 1, suffix.size()));
  }
  return tags;
}

std::set<std::string> sub_metrics(const Metric& metric,
                                  const std::vector<K6PlannedThreshold>& thresholds) {
  std::set<std::string> keys;
  if (metric == metrics::http_req_duration) keys.emplace(k6_expected_responses);
  for (const auto& threshold : thresholds) {
    const std::string_view key = threshold.metric;
    if (!suffix_of(key).empty() && bare(key.substr(0, key.find('{'))) == metric.name)
      keys.emplace(key);
  }
  return keys;
}

Object sub_metric_object(const std::string& key) {
  const auto suffix = suffix_of(key);
  return {{"name", key}, {"suffix", suffix}, {"tags", tags_of(suffix)}};
}

std::string tags_text(const SeriesKey& key, const Tags& of_run) {
  auto object = nlohmann::json::object();
  for (const auto& [name, value] : of_run) object[name] = value;
  for (const auto& [name, value] : k6_tags(key)) object[name] = value;
  if (in_scenario(key)) object.emplace("group", "");
  return json_part(object);
}

}  // namespace

struct K6PointWriter::Line {
  std::string before_time;
  std::string after_value;
};

std::string k6_metric_line(const Metric& metric,
                           const std::vector<K6PlannedThreshold>& thresholds) {
  auto own = Object::array();
  for (const auto& threshold : thresholds)
    if (threshold.metric == metric.name) own.push_back(threshold.expression);
  Object inner;  // null without any
  for (const auto& key : sub_metrics(metric, thresholds)) inner.push_back(sub_metric_object(key));
  const Object line{{"type", "Metric"},
                    {"data",
                     {{"name", metric.name},
                      {"type", to_text(metric.kind)},
                      {"contains", k6_contains(metric)},
                      {"thresholds", std::move(own)},
                      {"submetrics", std::move(inner)}}},
                    {"metric", metric.name}};
  return json_text(line);
}

K6PointWriter::K6PointWriter(std::vector<K6PlannedThreshold> thresholds, Tags of_run)
    : thresholds_(std::move(thresholds)),
      of_run_(std::move(of_run)),
      instants_(std::make_unique<InstantWriter>()) {}

K6PointWriter::~K6PointWriter() = default;

const K6PointWriter::Line& K6PointWriter::line_of(const SeriesKey& key, std::size_t series,
                                                  std::string& out) {
  if (lines_.size() <= series) lines_.resize(series + 1);
  auto& line = lines_[series];
  if (!line) {
    if (known_.insert(key.metric.name).second) out += k6_metric_line(key.metric, thresholds_);
    line = std::make_unique<Line>(Line{
        "{\"metric\":" + json_part(key.metric.name) + ",\"type\":\"Point\",\"data\":{\"time\":\"",
        ",\"tags\":" + tags_text(key, of_run_) + "}}\n"});
  }
  return *line;
}

void K6PointWriter::append(std::string& out, const SeriesKey& key, std::size_t series,
                           WallClock::time_point instant, double value) {
  if (!std::isfinite(value)) return;
  const auto& line = line_of(key, series, out);
  std::array<char, longest_number> number;
  const auto end = std::to_chars(number.data(), number.data() + number.size(), value).ptr;
  out += line.before_time;
  instants_->append(out, instant);
  out += "\",\"value\":";
  out.append(number.data(), end);
  out += line.after_value;
}

}  // namespace proofload
