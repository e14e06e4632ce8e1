// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/http_steps.h>

#include <proofload/base/usage_error.h>
#include <proofload/metrics/names.h>

namespace proofload {
namespace {

constexpr std::size_t most_steps = 500;

constexpr std::array<Metric, 14> recorded{
    metrics::response,
    metrics::service,
    metrics::http_reqs,
    metrics::http_req_failed,
    metrics::http_req_duration,
    metrics::http_req_blocked,
    metrics::http_req_looking_up,
    metrics::http_req_connecting,
    metrics::http_req_tls_handshaking,
    metrics::http_req_sending,
    metrics::http_req_waiting,
    metrics::http_req_receiving,
    metrics::data_sent,
    metrics::data_received,
};

Tags tags_of(const std::string& step, const std::string& method, const Response& answer) {
  return {{"step", step},
          {"method", method},
          {"status", std::to_string(answer.status)},
          {"error", std::string(to_text(answer.error))},
          {"expected_response", answer.ok() ? "true" : "false"}};
}

}  // namespace

std::vector<HttpSteps::Outcome>& HttpSteps::outcomes(const std::string& step) {
  const auto known = steps_.find(step);
  if (known != steps_.end()) return known->second;
  if (steps_.size() == most_steps)
    throw UsageError("more than " + std::to_string(most_steps) + " different steps, \"" + step +
                     "\" among them: give what varies as an argument, "
                     "as in get(\"/users/{id}\", id)");
  return steps_[step];
}

// The same name may stand for requests of several methods.
const HttpSteps::Outcome& HttpSteps::outcome(const std::string& step, const std::string& method,
                                             const Response& answer) {
  auto& known = outcomes(step);
  for (const auto& one : known)
    if (one.status == answer.status && one.error == answer.error && one.method == method)
      return one;
  Outcome added{method, answer.status, answer.error, {}};
  const auto tags = tags_of(step, method, answer);
  for (std::size_t i = 0; i < recorded.size(); ++i)
    added.ids[i] = recorder_.series(recorded[i], tags);
  return known.emplace_back(std::move(added));
}

void HttpSteps::record_interrupted(const std::string& step) {
  const bool nameable = steps_.size() < most_steps || steps_.contains(step);
  if (nameable) outcomes(step);  // counts against the bound, too
  recorder_.record(metrics::interrupted_requests, {{"step", nameable ? step : std::string()}}, 1);
}

void HttpSteps::record(const std::string& step, const std::string& method, const Response& answer,
                       Duration response) {
  const auto& ids = outcome(step, method, answer).ids;
  const auto& timings = answer.timings;
  const std::array<double, 14> values{
      in_milliseconds(response),
      in_milliseconds(answer.service),
      1,
      answer.ok() ? 0.0 : 1.0,
      in_milliseconds(timings.duration()),
      in_milliseconds(timings.blocked),
      in_milliseconds(timings.looking_up),
      in_milliseconds(timings.connecting),
      in_milliseconds(timings.tls_handshaking),
      in_milliseconds(timings.sending),
      in_milliseconds(timings.waiting),
      in_milliseconds(timings.receiving),
      double(answer.bytes_sent),
      double(answer.bytes_received),
  };
  for (std::size_t i = 0; i < values.size(); ++i) recorder_.record(ids[i], values[i]);
}

}  // namespace proofload
