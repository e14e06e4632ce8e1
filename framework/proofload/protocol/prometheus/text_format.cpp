// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/prometheus/text_format.h>

#include <proofload/base/safe_text.h>

#include <charconv>
#include <cmath>
#include <cstdlib>

namespace proofload {
namespace {

bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
}

bool is_of_name(char c) { return begins_name(c) || (c >= '0' && c <= '9'); }

// Takes a line apart from left to right. Every function says whether it found what it looks for.
class LineReader {
 public:
  explicit LineReader(std::string_view text) : rest_(text) {}

  std::string_view rest() const { return rest_; }
  bool at_end() const { return rest_.empty(); }

  void skip_spaces() {
    while (!at_end() && (rest_.front() == ' ' || rest_.front() == '\t')) rest_.remove_prefix(1);
  }

  bool take(char c) {
    skip_spaces();
    if (at_end() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool take_name(std::string_view& name) {
    skip_spaces();
    if (at_end() || !begins_name(rest_.front())) return false;
    std::size_t size = 1;
    while (size < rest_.size() && is_of_name(rest_[size])) ++size;
    name = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return true;
  }

  // Between quotes, with \\, \" and \n in it.
  bool take_text(std::string& text) {
    if (!take('"')) return false;
    for (text.clear(); !at_end(); rest_.remove_prefix(1)) {
      if (rest_.front() == '"') return take('"');
      const bool escaped = rest_.front() == '\\' && rest_.size() > 1;
      if (escaped) rest_.remove_prefix(1);
      text += escaped && rest_.front() == 'n' ? '\n' : rest_.front();
    }
    return false;
  }

  // After the opening brace, to the closing one.
  bool take_labels(Tags& labels) {
    while (!take('}')) {
      std::string_view name;
      std::string value;
      if (!take_name(name) || !take('=') || !take_text(value)) return false;
      labels.set(name, value);
      if (!take(',')) return take('}');
    }
    return true;
  }

  // As Go writes and reads numbers: from_chars knows inf and nan too, but no sign in front of +.
  bool take_number(double& value) {
    skip_spaces();
    if (!at_end() && rest_.front() == '+') rest_.remove_prefix(1);
    const auto* end = rest_.data() + rest_.size();
    const auto read = std::from_chars(rest_.data(), end, value);
    // Too large, or too small, for which strtod has infinity and zero.
    if (read.ec == std::errc::result_out_of_range)
      value = std::strtod(std::string(rest_.data(), read.ptr).c_str(), nullptr);
    if (read.ec == std::errc::invalid_argument) return false;
    rest_.remove_prefix(std::size_t(read.ptr - rest_.data()));
    return at_end() || rest_.front() == ' ' || rest_.front() == '\t';
  }

 private:
  std::string_view rest_;
};

bool selects(const PrometheusSelector& selector, const PrometheusSample& sample) {
  return sample.name == selector.name && sample.labels.contains(selector.labels);
}

std::string_view take_line(std::string_view& page) {
  const auto end = page.find('\n');
  auto line = page.substr(0, end);
  page.remove_prefix(end == page.npos ? page.size() : end + 1);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

}  // namespace

std::optional<PrometheusSample> parse_prometheus_line(std::string_view line) {
  LineReader reader(line);
  PrometheusSample sample;
  if (!reader.take_name(sample.name)) return {};
  if (reader.take('{') && !reader.take_labels(sample.labels)) return {};
  if (!reader.take_number(sample.value)) return {};
  return sample;
}

Result<PrometheusSelector> parse_prometheus_selector(std::string_view text) {
  LineReader reader(text);
  PrometheusSelector selector;
  std::string_view name;
  bool right = reader.take_name(name);
  if (right && reader.take('{')) right = reader.take_labels(selector.labels);
  reader.skip_spaces();
  if (!right || !reader.at_end())
    return Error{"\"" + safe_line(text) +
                 "\" is no series of Prometheus: write a name, and labels if need be, as in "
                 "http_requests_in_flight{path=\"/x\"}"};
  selector.name = name;
  return selector;
}

std::vector<std::optional<double>> read_prometheus_page(
    std::string_view page, const std::vector<PrometheusSelector>& selectors) {
  std::vector<std::optional<double>> values(selectors.size());
  while (!page.empty()) {
    const auto sample = parse_prometheus_line(take_line(page));
    if (!sample) continue;
    for (std::size_t i = 0; i < selectors.size(); ++i)
      if (selects(selectors[i], *sample)) values[i] = values[i].value_or(0) + sample->value;
  }
  for (auto& value : values)
    if (value && !std::isfinite(*value)) value.reset();
  return values;
}

}  // namespace proofload
