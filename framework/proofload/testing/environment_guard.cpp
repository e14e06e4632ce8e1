// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/environment_guard.h>

#include <proofload/protocol/http/route.h>

#include <algorithm>

namespace proofload {
namespace {

bool is_smoke(const std::vector<std::string>& labels) {
  return std::find(labels.begin(), labels.end(), "smoke") != labels.end();
}

bool is_more(const Scale& scale) { return scale.load.share() > 1 || scale.time.share() > 1; }

bool is_said_twice(const std::string& environment, const Options& options) {
  return options.allow_load_on == environment && options.allow_load_on_again == environment;
}

std::string joined(const std::vector<std::string>& labels) {
  std::string text;
  for (const auto& label : labels) text += (text.empty() ? "" : ", ") + label;
  return text.empty() ? "without a label" : "labelled " + text;
}

}  // namespace

std::optional<std::string> refusal(const NamedEnvironment& environment,
                                   const std::vector<std::string>& labels, const Options& options) {
  const auto& name = environment.name;
  const bool allowed = is_smoke(labels) && !is_more(options.scale);
  if (!environment.smoke_only || allowed || is_said_twice(name, options)) return {};
  const auto why = is_smoke(labels) ? std::string("this one is scaled beyond its own load or time")
                                    : "this one is " + joined(labels);
  return "environment " + name + " takes smoke tests only, and " + why +
         ": nothing was sent; where it is meant, say so twice, with --allow-load-on=" + name +
         " and PROOFLOAD_ALLOW_LOAD_ON=" + name;
}

const NamedEnvironment* protected_environment_of(const std::string& url,
                                                 const Environments& environments) {
  for (const auto& environment : environments)
    for (const auto& service : environment.services)
      if (environment.smoke_only && same_origin(url, service.url)) return &environment;
  return nullptr;
}

}  // namespace proofload
