// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/k6_tags.h>

#include <proofload/metrics/names.h>

#include <charconv>

namespace proofload {
namespace {

struct ErrorCode {
  std::string_view error;
  std::string_view code;
};

// Of the kinds of error that k6 tells apart; the texts are those of protocol/error_kind.h.
constexpr ErrorCode error_codes[] = {
    {"invalid_url", "1020"},        {"name_lookup", "1101"},       {"connection_refused", "1212"},
    {"connection_timeout", "1211"}, {"connection_failed", "1210"}, {"tls_handshake", "1300"},
    {"tls_verification", "1310"},   {"timeout", "1050"},           {"connection_reset", "1220"},
    {"empty_answer", "1220"},       {"bad_encoding", "1701"},      {"local_resources", "1010"},
};
constexpr std::string_view generic_error = "1000";

constexpr int first_error_status = 400;
constexpr int error_code_of_status = 1000;

bool is_outside_scenarios(std::string_view phase) {
  return phase == "set_up" || phase == "tear_down";
}

void set_default(Tags& tags, std::string_view name, std::string_view value) {
  if (tags.get(name).empty()) tags.set(name, value);
}

std::string_view request_name(std::string_view step, std::string_view method) {
  const bool starts_with_method = !method.empty() && step.size() > method.size() + 1 &&
                                  step.starts_with(method) && step[method.size()] == ' ';
  return starts_with_method ? step.substr(method.size() + 1) : step;
}

std::string error_code(std::string_view error, std::string_view status) {
  for (const auto& entry : error_codes)
    if (entry.error == error) return std::string(entry.code);
  if (!error.empty()) return std::string(generic_error);
  int number = 0;
  std::from_chars(status.data(), status.data() + status.size(), number);
  return number < first_error_status ? "" : std::to_string(error_code_of_status + number);
}

void set_names(Tags& tags, const Tags& own) {
  const auto step = own.get("step");
  if (step.empty()) return;
  tags.set("step", {});
  set_default(tags, "name", request_name(step, own.get("method")));
  if (!own.get("method").empty()) set_default(tags, "url", tags.get("name"));
}

std::string group_path(std::string_view phase, std::string_view group) {
  std::string path;
  if (phase == "set_up") path = "::setup";
  if (phase == "tear_down") path = "::teardown";
  return group.empty() ? path : path + "::" + std::string(group);
}

}  // namespace

Tags k6_tags(const SeriesKey& series) {
  const auto& own = series.tags;
  auto tags = own;
  set_names(tags, own);
  tags.set("group", group_path(own.get("phase"), own.get("group")));
  if (!own.get("method").empty())
    set_default(tags, "error_code", error_code(own.get("error"), own.get("status")));
  if (in_scenario(series) && !is_outside_scenarios(own.get("phase")))
    set_default(tags, "scenario", "default");
  return tags;
}

bool in_scenario(const SeriesKey& series) {
  const bool of_the_run =
      series.metric.kind == MetricKind::gauge && metrics::is_built_in(series.metric);
  return !of_the_run || !series.tags.get("scenario").empty();
}

}  // namespace proofload
