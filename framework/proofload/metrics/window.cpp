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

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// The values that a tag has in those series whose tags are selected, sorted.
template <class Selects>
std::vector<std::string> values(const std::vector<SeriesKey>& series, std::string_view tag,
                                Selects selects) {
  std::vector<std::string> all;
  for (const auto& key : series)
    if (const auto value = key.tags.get(tag); !value.empty() && selects(key.tags))
      all.emplace_back(value);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace

Window::Window(std::shared_ptr<const Measurements> measurements, std::string subject)
    : measurements_(std::move(measurements)), what_(std::move(subject)), subject_(what_) {}

// "stage sustained" needs no "whole run in" before it, and neither do a scenario and a phase.
void Window::name() {
  std::string text = what_ == whole_run ? "" : what_;
  if (!scenario_.empty()) text += (text.empty() ? "scenario " : " of ") + scenario_;
  if (!phase_.empty()) text += (text.empty() ? "" : " in ") + phase_;
  if (!with_.empty()) text = (text.empty() ? std::string(whole_run) : text) + with_;
  if (text.empty() && !when_.empty())
    subject_ = when_.substr(when_.starts_with(" in ") ? 4 : 1);
  else
    subject_ = (text.empty() ? std::string(whole_run) : text) + when_;
}

Window Window::steps(std::initializer_list<std::string_view> names) const {
  const auto known = values_of("step");
  std::vector<std::string> wanted;
  Window window = *this;
  window.any_of_.clear();
  const auto narrowed = any_of_.empty() ? std::vector<Tags>(1) : any_of_;
  for (const auto name : names) {
    if (!contains(known, name)) window.fail(unknown("step", name, known));
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

// Phases and scenarios have their own time.
Window Window::tagged(std::string_view tag, std::string_view value) const {
  if (tag == "phase") return phase(value);
  if (tag == "scenario") return scenario(value);
  Window window = *this;
  const auto known = values_of(tag);
  if (!contains(known, value)) window.fail(unknown(std::string(tag), value, known));
  window.require(tag, value);
  window.with_ += " with " + std::string(tag) + " " + std::string(value);
  window.name();
  return window;
}

Window Window::scenario(std::string_view name) const {
  std::vector<std::string> known;
  for (const auto& span : measurements_->timeline().scenarios())
    if (!span.name.empty() && (scenario_.empty() || span.name == scenario_))
      known.push_back(span.name);
  Window window = *this;
  if (!contains(known, name)) window.fail(unknown("scenario", name, known));
  window.require("scenario", name);
  window.scenario_ = name;
  window.name();
  return window;
}

Window Window::phase(std::string_view name) const {
  Window window = *this;
  const auto known = values(measurements_->series(), "phase", [](const Tags&) { return true; });
  if (!contains(known, name)) window.fail(unknown("phase", name, known));
  window.phase_ = name;
  window.name();
  return window;
}

// The first problem counts.
void Window::fail(std::string problem) {
  if (problem_.empty()) problem_ = std::move(problem);
}

void Window::require(std::string_view tag, std::string_view value) {
  if (any_of_.empty()) any_of_.emplace_back();
  for (auto& tags : any_of_) tags.set(tag, value);
}

const ScenarioSpan* Window::own_scenario() const {
  for (const auto& span : measurements_->timeline().scenarios())
    if (!scenario_.empty() && span.name == scenario_) return &span;
  return nullptr;
}

// Scenarios may have stages of the same name; at the same time they are one.
Result<StageSpan> Window::find_stage(std::string_view name) const {
  std::optional<StageSpan> found;
  std::vector<std::string> known;
  for (const auto& span : measurements_->timeline().stages()) {
    if (span.name.empty() || (!scenario_.empty() && span.scenario != scenario_)) continue;
    if (!contains(known, span.name)) known.push_back(span.name);
    if (span.name != name) continue;
    if (found && (found->from != span.from || found->to != span.to))
      return Error{"several stages are named \"" + span.name +
                   "\" in this run; of scenarios, ask report.scenario(...).stage(...)"};
    found = span;
  }
  if (!found) return Error{unknown("stage", name, known)};
  return *std::move(found);
}

Window Window::stage(std::string_view name) const {
  const auto found = find_stage(name);
  const auto span = found ? Span{found.value().from, found.value().to} : Span{};
  auto window = narrowed(span, " in stage " + std::string(name));
  if (!found) window.fail(found.error());
  return window;
}

Window Window::after_stage(std::string_view name) const {
  const auto found = find_stage(name);
  const auto span = found ? Span{found.value().to, Duration::max()} : Span{};
  auto window = narrowed(span, " after stage " + std::string(name));
  if (!found) window.fail(found.error());
  if (window.to() <= window.from())
    window.fail("nothing follows stage \"" + std::string(name) +
                "\": the load ended with it, or before its end");
  return window;
}

Window::Span Window::warm_up() const {
  const auto& timeline = measurements_->timeline();
  Span span{timeline.end(), {}};
  for (const auto& scenario : timeline.scenarios()) {
    if (scenario.measured_from <= scenario.from) continue;
    if (!scenario_.empty() && scenario.name != scenario_) continue;
    span.from = std::min(span.from, scenario.from);
    span.to = std::max(span.to, scenario.measured_from);
  }
  return span;
}

// Its time where no part of the time was asked for.
Window::Span Window::uncut() const {
  const auto& timeline = measurements_->timeline();
  const auto* own = own_scenario();
  Span span{timeline.measured_from(), timeline.end()};
  if (own != nullptr) span = {own->measured_from, own->to};
  if (!phase_.empty()) span = phase_ == "warm_up" ? warm_up() : Span{};
  span.to = std::min(span.to, timeline.end());
  return {std::min(span.from, span.to), span.to};
}

Timeline::Stretch Window::stretch() const {
  const auto& timeline = measurements_->timeline();
  const auto own = uncut();
  Timeline::Stretch stretch{0, timeline.slices(), own.from, own.to};
  if (cut_) stretch = timeline.between(std::max(own.from, cut_->from), std::min(own.to, cut_->to));
  if (during_load_) stretch.end = std::min(stretch.end, timeline.slice_at(stretch.to));
  return stretch;
}

Window Window::narrowed(Span span, const std::string& when) const {
  Window window = *this;
  if (cut_) span = {std::max(span.from, cut_->from), std::min(span.to, cut_->to)};
  window.cut_ = span;
  window.when_ += when;
  window.name();
  return window;
}

Window Window::between(Duration from, Duration to) const {
  return narrowed({from, to}, " from " + to_text(from) + " to " + to_text(to));
}

Window Window::after(Duration since_start) const {
  const auto own = stretch();
  return narrowed({own.from + std::min(since_start, own.to - own.from), own.to},
                  " after " + to_text(since_start));
}

Window Window::last(Duration length) const {
  const auto own = stretch();
  return narrowed({own.to - length, own.to}, " in the last " + to_text(length));
}

std::vector<Window> Window::every(Duration length) const {
  std::vector<Window> pieces;
  const auto own = stretch();
  for (auto from = own.from; length > Duration{} && length <= own.to - from;) {
    const auto to = measurements_->timeline().next_boundary(from + length);
    pieces.push_back(between(from, to));
    from = to;
  }
  return pieces;
}

Window Window::only(std::shared_ptr<const SliceMask> mask) const {
  Window window = *this;
  if (mask_ && mask) {
    SliceMask both(std::min(mask_->size(), mask->size()));
    for (std::size_t slice = 0; slice < both.size(); ++slice)
      both[slice] = (*mask_)[slice] && (*mask)[slice];
    mask = std::make_shared<const SliceMask>(std::move(both));
  }
  window.mask_ = std::move(mask);
  return window;
}

Window Window::during_load() const {
  Window window = *this;
  window.during_load_ = true;
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

Duration Window::length() const {
  const auto own = stretch();
  if (!mask_) return own.to - own.from;
  const auto& timeline = measurements_->timeline();
  Duration sum{};
  for (auto slice = own.begin; slice < own.end; ++slice) {
    const auto from = std::max(timeline.from(slice), own.from);
    const auto to = std::min(timeline.to(slice), own.to);
    if (covers(slice) && from < to) sum += to - from;
  }
  return sum;
}

std::pair<SliceNumber, SliceNumber> Window::slices() const {
  const auto own = stretch();
  return {own.begin, own.end};
}

bool Window::selects(const Tags& tags) const {
  if (!problem_.empty() || tags.get("phase") != phase_) return false;
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
  // Without slices nothing is known of what came after the end of the load: it has not ended.
  if (is_whole_time() || (!measurements_->has_slices() && !cut_ && !mask_)) {
    for (std::size_t number = 0; number < series.size(); ++number)
      if (wanted[number]) merge(all, measurements_->total(number));
    return std::get<Kind>(std::move(all));
  }
  const auto [first, last] = slices();
  for (auto slice = first; slice < last; ++slice)
    if (covers(slice)) measurements_->merge_slice(slice, wanted, all);
  return std::get<Kind>(std::move(all));
}

Histogram Window::trend(const Metric& metric) const { return merged<Histogram>(metric); }
PassRate Window::rate(const Metric& metric) const { return merged<PassRate>(metric); }
Counter Window::counter(const Metric& metric) const { return merged<Counter>(metric); }
Gauge Window::gauge(const Metric& metric) const { return merged<Gauge>(metric); }

std::vector<Metric> Window::metrics() const {
  std::map<std::pair<std::string_view, MetricKind>, Metric> known;
  const auto& series = measurements_->series();
  for (std::size_t number = 0; number < series.size(); ++number) {
    const auto& [metric, tags] = series[number];
    if (selects(tags) && count(measurements_->total(number)) > 0)
      known.emplace(std::pair(metric.name, metric.kind), metric);
  }
  std::vector<Metric> all;
  for (const auto& [name, metric] : known) all.push_back(metric);
  return all;
}

std::vector<std::string> Window::values_of(std::string_view tag) const {
  return values(measurements_->series(), tag, [this](const Tags& tags) { return selects(tags); });
}

}  // namespace proofload
