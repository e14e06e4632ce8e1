// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/step_series.h>

#include <proofload/base/usage_error.h>
#include <proofload/metrics/names.h>

namespace proofload {
namespace {

constexpr std::array common_metrics{
    metrics::response,
    metrics::service,
    metrics::step_failed,
    metrics::step_successes,
};

constexpr std::array http_metrics{
    metrics::http_req_failed,     metrics::http_req_duration,   metrics::http_reqs,
    metrics::data_sent,           metrics::data_received,       metrics::http_req_blocked,
    metrics::http_req_looking_up, metrics::http_req_connecting, metrics::http_req_tls_handshaking,
    metrics::http_req_sending,    metrics::http_req_waiting,    metrics::http_req_receiving,
};

Tags with(Tags tags, std::initializer_list<std::pair<std::string_view, std::string_view>> more) {
  for (const auto& [name, value] : more) tags.set(name, value);
  return tags;
}

template <std::size_t size>
void add_series(Recorder& recorder, const std::array<Metric, size>& metrics, const Tags& tags,
                std::vector<SeriesId>& ids) {
  for (const auto& metric : metrics) ids.push_back(recorder.series(metric, tags));
}

}  // namespace

std::vector<StepSeries::Outcome>& StepSeries::outcomes(const LabelSet& labels,
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

// The same name may stand for requests of several methods.
const StepSeries::Outcome& StepSeries::http_outcome(const LabelSet& labels, std::string_view step,
                                                    std::string_view method,
                                                    const Response& answer) {
  auto& known = outcomes(labels, step);
  const auto error = to_text(answer.error);
  for (const auto& one : known)
    if (one.status == answer.status && one.error == error && one.method == method) return one;
  Outcome added{std::string(method), answer.status, std::string(error), {}};
  const auto tags = with(labels.tags, {{"step", step},
                                       {"method", method},
                                       {"status", std::to_string(answer.status)},
                                       {"error", error},
                                       {"expected_response", answer.ok() ? "true" : "false"}});
  add_series(recorder_, common_metrics, tags, added.ids);
  add_series(recorder_, http_metrics, tags, added.ids);
  return known.emplace_back(std::move(added));
}

const StepSeries::Outcome& StepSeries::plain_outcome(const LabelSet& labels, std::string_view step,
                                                     std::string_view error) {
  auto& known = outcomes(labels, step);
  for (const auto& one : known)
    if (one.error == error && one.method.empty()) return one;
  if (!error.empty() && error != "other" && known.size() >= most_errors)
    return plain_outcome(labels, step, "other");
  Outcome added{{}, 0, std::string(error), {}};
  const auto tags = with(
      labels.tags,
      {{"step", step}, {"error", error}, {"expected_response", error.empty() ? "true" : "false"}});
  add_series(recorder_, common_metrics, tags, added.ids);
  return known.emplace_back(std::move(added));
}

void StepSeries::record_common(const StepPlace& place, const Outcome& outcome, bool failed) {
  recorder_.record_at(place.slice, outcome.ids[0], place.response);
  recorder_.record_at(place.slice, outcome.ids[1], place.service);
  recorder_.record_at(place.slice, outcome.ids[2], failed ? 1.0 : 0.0);
  if (!failed) recorder_.record(outcome.ids[3], 1);
}

void StepSeries::record_http(const StepPlace& place, std::string_view step, std::string_view method,
                             const Response& answer) {
  const Recorder::OneInstant instant(recorder_);
  const auto& outcome = http_outcome(place.labels, step, method, answer);
  record_common(place, outcome, !answer.ok());
  const auto* id = outcome.ids.data() + common_metrics.size();
  recorder_.record_at(place.slice, *id++, answer.ok() ? 0.0 : 1.0);
  recorder_.record_at(place.slice, *id++, answer.timings.duration());
  recorder_.record(*id++, 1);
  recorder_.record(*id++, double(answer.bytes_sent));
  recorder_.record(*id++, double(answer.bytes_received));
  const auto& timings = answer.timings;
  for (const auto phase :
       {timings.blocked, timings.looking_up, timings.connecting, timings.tls_handshaking,
        timings.sending, timings.waiting, timings.receiving})
    recorder_.record(*id++, phase);
}

void StepSeries::record(const StepPlace& place, std::string_view step, std::string_view error) {
  const Recorder::OneInstant instant(recorder_);
  record_common(place, plain_outcome(place.labels, step, error), !error.empty());
}

void StepSeries::record_interrupted(const LabelSet& labels, std::string_view step) {
  const bool nameable = steps_.contains(KeyView{labels.number, step}) ||
                        (names_.size() < most_steps && steps_.size() < most_tagged_steps);
  if (nameable) outcomes(labels, step);  // counts against the bound, too
  recorder_.record(metrics::interrupted_requests,
                   with(labels.tags, {{"step", nameable ? step : std::string_view()}}), 1);
}

}  // namespace proofload
