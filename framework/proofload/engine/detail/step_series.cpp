// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/step_series.h>

#include <proofload/base/usage_error.h>
#include <proofload/metrics/names.h>

#include <algorithm>
#include <array>
#include <cassert>

namespace proofload {
namespace {

constexpr std::string_view other_error = "other";

constexpr std::array common_metrics{
    metrics::response,
    metrics::service,
    metrics::step_failed,
    metrics::step_successes,
};

Tags with(Tags tags, std::initializer_list<std::pair<std::string_view, std::string_view>> more) {
  for (const auto& [name, value] : more) tags.set(name, value);
  return tags;
}

}  // namespace

std::vector<StepSeries::Known>& StepSeries::outcomes(const LabelSet& labels,
                                                     std::string_view step) {
  const auto known = steps_.find(KeyView{labels.number, step});
  if (known != steps_.end()) return known->second;
  if (!names_.contains(step) && names_.size() == most_steps)
    throw UsageError("more than " + std::to_string(most_steps) + " different steps, \"" +
                     std::string(step) +
                     "\" among them: give what varies as an argument, "
                     "as in get(\"/users/{id}\", id)");
  if (steps_.size() == most_tagged_steps)
    throw UsageError("more than " + std::to_string(most_tagged_steps) +
                     " steps with different tags, \"" + std::string(step) + "\" with " +
                     to_text(labels.tags) +
                     " among them: leave out of the tags what varies, such as an id");
  names_.emplace(step);
  return steps_[Key{labels.number, std::string(step)}];
}

// The same name may stand for steps of several methods.
const StepSeries::Known& StepSeries::known_outcome(const LabelSet& labels,
                                                   const StepProtocol& protocol,
                                                   std::string_view step,
                                                   const StepOutcome& outcome) {
  auto& all = outcomes(labels, step);
  for (const auto& one : all)
    if (one.is(protocol, outcome)) return one;
  const auto errors =
      std::count_if(all.begin(), all.end(), [](const Known& one) { return !one.error.empty(); });
  if (std::size_t(errors) >= most_errors && !outcome.error.empty() &&
      outcome.error != other_error) {
    auto other = outcome;
    other.error = other_error;
    return known_outcome(labels, protocol, step, other);
  }
  return all.emplace_back(new_outcome(labels, protocol, step, outcome));
}

StepSeries::Known StepSeries::new_outcome(const LabelSet& labels, const StepProtocol& protocol,
                                          std::string_view step, const StepOutcome& outcome) {
  const auto status = protocol.has_status ? std::to_string(outcome.status) : std::string();
  const auto tags = with(labels.tags, {{"step", step},
                                       {"method", outcome.method},
                                       {"status", status},
                                       {"error", outcome.error},
                                       {"proto", outcome.version},
                                       {"expected_response", outcome.failed ? "false" : "true"}});
  std::vector<SeriesId> ids;
  for (const auto& metric : common_metrics) ids.push_back(recorder_.series(metric, tags));
  for (const auto& one : protocol.metrics) ids.push_back(recorder_.series(one.metric, tags));
  return {&protocol,
          outcome.failed,
          outcome.status,
          std::string(outcome.error),
          std::string(outcome.method),
          std::string(outcome.version),
          std::move(ids)};
}

void StepSeries::record(const StepPlace& place, const StepProtocol& protocol, std::string_view step,
                        const StepOutcome& outcome, std::span<const double> values) {
  assert(values.size() == protocol.metrics.size());
  const Recorder::OneInstant instant(recorder_);
  const auto* id = known_outcome(place.labels, protocol, step, outcome).ids.data();
  recorder_.record_at(place.slice, *id++, place.response);
  recorder_.record_at(place.slice, *id++, place.service);
  recorder_.record_at(place.slice, *id++, outcome.failed ? 1.0 : 0.0);
  if (!outcome.failed) recorder_.record(*id, 1);
  ++id;
  for (std::size_t i = 0; i < values.size(); ++i, ++id) {
    if (protocol.metrics[i].when_planned)
      recorder_.record_at(place.slice, *id, values[i]);
    else
      recorder_.record(*id, values[i]);
  }
}

void StepSeries::record_interrupted(const LabelSet& labels, std::string_view step) {
  const bool nameable = steps_.contains(KeyView{labels.number, step}) ||
                        (names_.size() < most_steps && steps_.size() < most_tagged_steps);
  if (nameable) outcomes(labels, step);  // counts against the bound, too
  recorder_.record(metrics::interrupted_requests,
                   with(labels.tags, {{"step", nameable ? step : std::string_view()}}), 1);
}

}  // namespace proofload
