// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/window.h>

#include <algorithm>
#include <map>
#include <utility>

namespace proofload {
namespace {

std::string joined(const std::vector<std::string>& names, std::string_view separator) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : std::string(separator)) + name;
  return text;
}

std::string unknown(const std::string& kind, std::string_view name,
                    const std::vector<std::string>& known) {
  return "there is no " + kind + " named \"" + std::string(name) + "\" in this run; it had " +
         (known.empty() ? "none" : joined(known, ", "));
}

}  // namespace

Window::Window(std::shared_ptr<const Measurements> measurements, std::string subject)
    : measurements_(std::move(measurements)), what_(std::move(subject)), subject_(what_) {}

// "stage sustained" needs no "whole run in" before it.
void Window::name() {
  const bool only_time = what_ == whole_run && !when_.empty();
  subject_ = only_time ? when_.substr(when_.starts_with(" in ") ? 4 : 1) : what_ + when_;
}

Window Window::steps(std::initializer_list<std::string_view> names) const {
  const auto known = values_of("step");
  std::vector<std::string> wanted;
  Window window = *this;
  window.any_of_.clear();
  const auto narrowed = any_of_.empty() ? std::vector<Tags>(1) : any_of_;
  for (const auto name : names) {
    if (std::find(known.begin(), known.end(), name) == known.end() && window.problem_.empty())
      window.problem_ = unknown("step", name, known);
    wanted.emplace_back(name);
    for (Tags tags : narrowed) {
      if (const auto own = tags.get("step"); !own.empty() && own != name) continue;
      tags.set("step", name);
      window.any_of_.push_back(std::move(tags));
    }
  }
  window.what_ = joined(wanted, " and ");
  window.name();
  return window;
}

Window Window::tagged(std::string_view tag, std::string_view value) const {
  Window window = *this;
  const auto known = values_of(tag);
  if (std::find(known.begin(), known.end(), value) == known.end() && problem_.empty())
    window.problem_ = unknown(std::string(tag), value, known);
  if (window.any_of_.empty()) window.any_of_.emplace_back();
  for (auto& tags : window.any_of_) tags.set(tag, value);
  window.what_ += " with " + std::string(tag) + " " + std::string(value);
  window.name();
  return window;
}

Window Window::stage(std::string_view name) const {
  Window window = *this;
  std::vector<std::string> known;
  for (const auto& span : measurements_->stages()) {
    if (span.name.empty()) continue;
    if (span.name == name) window.stretch_ = stretch_between(span.from, span.to);
    known.push_back(span.name);
  }
  const bool found = std::find(known.begin(), known.end(), name) != known.end();
  if (!found && window.problem_.empty()) window.problem_ = unknown("stage", name, known);
  window.when_ = " in stage " + std::string(name);
  window.name();
  return window;
}

// Slices that lie between two instants as a whole. What came after the end of the load belongs to
// the stretch that ends with it.
Window::Stretch Window::stretch_between(Duration from, Duration to) const {
  const auto& slices = measurements_->slices();
  const auto load_end = slices.empty() ? slices.end() : slices.end() - 1;
  const auto first =
      std::lower_bound(slices.begin(), load_end, from,
                       [](const Slice& slice, Duration at) { return slice.from < at; });
  const auto last = std::upper_bound(first, load_end, to,
                                     [](Duration at, const Slice& slice) { return at < slice.to; });
  Stretch stretch{std::size_t(first - slices.begin()), std::size_t(last - slices.begin()), {}};
  if (first == last) return stretch;
  stretch.length = (last - 1)->to - first->from;
  if (last == load_end) ++stretch.end;
  return stretch;
}

Window Window::between(Duration from, Duration to) const {
  Window window = *this;
  window.stretch_ = stretch_between(from, to);
  window.when_ = " from " + to_text(from) + " to " + to_text(to);
  window.name();
  return window;
}

Window Window::during_load() const {
  Window window = *this;
  const auto slices = measurements_->slices().size();
  if (!window.stretch_) window.stretch_ = Stretch{0, slices, measurements_->length()};
  if (window.stretch_->end == slices && slices > 0) --window.stretch_->end;
  return window;
}

Window Window::succeeded() const {
  constexpr std::string_view tag = "expected_response";
  return values_of(tag).empty() ? *this : tagged(tag, "true");
}

Window Window::metric(const Metric& trend) const {
  Window window = *this;
  window.timed_ = trend;
  return window;
}

Duration Window::length() const { return stretch_ ? stretch_->length : measurements_->length(); }

bool Window::selects(const Tags& tags) const {
  if (!problem_.empty()) return false;
  return any_of_.empty() || std::any_of(any_of_.begin(), any_of_.end(),
                                        [&](const Tags& wanted) { return tags.contains(wanted); });
}

template <class Kind>
Kind Window::merged(const Metric& metric) const {
  Sink all = Kind{};
  if (!std::holds_alternative<Kind>(sink_for(metric.kind))) return {};
  const auto& series = measurements_->series();
  std::vector<bool> wanted(series.size());
  for (std::size_t number = 0; number < series.size(); ++number)
    wanted[number] = series[number].metric == metric && selects(series[number].tags);
  if (!stretch_) {
    for (std::size_t number = 0; number < series.size(); ++number)
      if (wanted[number]) merge(all, measurements_->total(number));
    return std::get<Kind>(std::move(all));
  }
  for (auto index = stretch_->begin; index < stretch_->end; ++index)
    for (const auto& [number, sink] : measurements_->slices()[index].sinks)
      if (wanted[number]) merge(all, sink);
  return std::get<Kind>(std::move(all));
}

Histogram Window::trend(const Metric& metric) const { return merged<Histogram>(metric); }
PassRate Window::rate(const Metric& metric) const { return merged<PassRate>(metric); }
Counter Window::counter(const Metric& metric) const { return merged<Counter>(metric); }
Gauge Window::gauge(const Metric& metric) const { return merged<Gauge>(metric); }

std::vector<Metric> Window::metrics() const {
  std::map<std::pair<std::string_view, MetricKind>, Metric> known;
  for (const auto& key : measurements_->series())
    if (selects(key.tags)) known.emplace(std::pair(key.metric.name, key.metric.kind), key.metric);
  std::vector<Metric> all;
  for (const auto& [name, metric] : known) all.push_back(metric);
  return all;
}

std::vector<std::string> Window::values_of(std::string_view tag) const {
  std::vector<std::string> values;
  for (const auto& key : measurements_->series())
    if (const auto value = key.tags.get(tag); !value.empty() && selects(key.tags))
      values.emplace_back(value);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

}  // namespace proofload
