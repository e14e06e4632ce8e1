// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/prometheus_request.h>

#include <proofload/base/safe_text.h>
#include <proofload/stream/detail/protobuf_writer.h>

#include <snappy.h>

#include <utility>

namespace proofload {
namespace {

using detail::append_bytes;
using detail::append_double;
using detail::append_int64;

// Numbers of the fields in remote.proto and types.proto.
constexpr std::uint32_t request_timeseries = 1;
constexpr std::uint32_t series_labels = 1;
constexpr std::uint32_t series_samples = 2;
constexpr std::uint32_t label_name = 1;
constexpr std::uint32_t label_value = 2;
constexpr std::uint32_t sample_value = 1;
constexpr std::uint32_t sample_timestamp = 2;

constexpr std::string_view name_label = "__name__";

bool is_digit(char character) { return character >= '0' && character <= '9'; }

bool is_letter(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

void append_label(std::string& series, std::string_view name, std::string_view value) {
  std::string label;
  append_bytes(label, label_name, name);
  append_bytes(label, label_value, value);
  append_bytes(series, series_labels, label);
}

std::string encoded_labels(std::string_view name, const Tags& labels) {
  std::string series;
  bool named = false;
  for (const auto& [label, value] : labels) {
    if (!named && label >= name_label) {
      append_label(series, name_label, name);
      named = true;
    }
    if (label != name_label) append_label(series, label, value);
  }
  if (!named) append_label(series, name_label, name);
  return series;
}

}  // namespace

std::string prometheus_name(std::string_view text) {
  std::string name;
  if (text.empty() || is_digit(text.front())) name = "_";
  for (const char character : text)
    name += is_letter(character) || is_digit(character) ? character : '_';
  return name;
}

Tags prometheus_labels(const Tags& tags) {
  Tags labels;
  for (const auto& [name, value] : tags)
    if (!value.empty()) labels.set(prometheus_name(name), safe_line(value));
  return labels;
}

PrometheusRequest::PrometheusRequest(WallClock::time_point at)
    : milliseconds_(std::chrono::floor<std::chrono::milliseconds>(at).time_since_epoch().count()) {}

void PrometheusRequest::add(std::string_view name, const Tags& labels, double value) {
  auto series = encoded_labels(name, labels);
  if (!labels_.insert(series).second) return;
  std::string sample;
  append_double(sample, sample_value, value);
  append_int64(sample, sample_timestamp, milliseconds_);
  append_bytes(series, series_samples, sample);
  append_bytes(message_, request_timeseries, series);
}

std::string PrometheusRequest::body() const {
  std::string compressed;
  snappy::Compress(message_.data(), message_.size(), &compressed);
  return compressed;
}

}  // namespace proofload
