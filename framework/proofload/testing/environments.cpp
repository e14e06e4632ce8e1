// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/environments.h>

#include <proofload/base/safe_text.h>
#include <proofload/protocol/http/route.h>
#include <proofload/report/thresholds/detail/located_json.h>

#include <algorithm>

namespace proofload {
namespace {

using detail::LocatedJson;
using Object = LocatedJson::Object;

// As POSIX has them, in capitals or not.
bool is_variable_name(std::string_view text) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !text.empty() && is_letter(text.front()) &&
         std::all_of(text.begin(), text.end(),
                     [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

class Reader {
 public:
  explicit Reader(const std::string& file) : file_(file) {}

  Result<Environments> environments(const LocatedJson& root) const {
    const auto* members = root.as<Object>();
    if (members == nullptr) return wrong(root.line, "the file has to be an object of environments");
    Environments all;
    for (const auto& member : *members) {
      if (member.name == "$schema" && member.value.as<std::string>() != nullptr) continue;
      auto one = environment(member);
      if (!one) return Error{one.error()};
      all.push_back(std::move(one).value());
    }
    return all;
  }

 private:
  Error wrong(int line, const std::string& why) const {
    return {detail::place_in(file_, line) + why};
  }

  Result<NamedEnvironment> environment(const LocatedJson::Member& member) const {
    if (!is_environment_name(member.name))
      return wrong(member.line, safe_quoted(member.name) +
                                    " is no name of an environment: use letters a to z, digits, - "
                                    "and _");
    const auto* parts = member.value.as<Object>();
    if (parts == nullptr)
      return wrong(member.value.line, "an environment is an object with smoke_only and services");
    NamedEnvironment environment;
    environment.name = member.name;
    environment.file = file_;
    environment.line = member.line;
    for (const auto& part : *parts)
      if (auto read = part_of(part, environment); !read) return Error{read.error()};
    return environment;
  }

  Result<void> part_of(const LocatedJson::Member& part, NamedEnvironment& environment) const {
    if (part.name == "smoke_only") return smoke_only(part, environment);
    if (part.name == "services") return services(part, environment);
    return wrong(part.line, "an environment has no " + safe_quoted(part.name) +
                                ": it has smoke_only and services");
  }

  Result<void> smoke_only(const LocatedJson::Member& part, NamedEnvironment& environment) const {
    const auto* value = part.value.as<bool>();
    if (value == nullptr) return wrong(part.line, "smoke_only is true or false");
    environment.smoke_only = *value;
    return {};
  }

  Result<void> services(const LocatedJson::Member& part, NamedEnvironment& environment) const {
    const auto* members = part.value.as<Object>();
    if (members == nullptr)
      return wrong(part.line, "services are an object with a url for each service");
    for (const auto& member : *members) {
      auto one = service(member);
      if (!one) return Error{one.error()};
      environment.services.push_back(std::move(one).value());
    }
    return {};
  }

  Result<DeployedService> service(const LocatedJson::Member& member) const {
    const auto* parts = member.value.as<Object>();
    if (parts == nullptr)
      return wrong(member.line, "a service is an object with its url and its credentials");
    DeployedService service{member.name, {}, {}, member.line};
    for (const auto& part : *parts) {
      auto read = part.name == "url" ? url(part, service)
                  : part.name == "credentials"
                      ? credentials(part, service)
                      : wrong(part.line, "a service has no " + safe_quoted(part.name) +
                                             ": it has url and "
                                             "credentials");
      if (!read) return Error{read.error()};
    }
    if (service.url.empty())
      return wrong(member.line, "the url of " + safe_quoted(member.name) + " is missing");
    return service;
  }

  Result<void> url(const LocatedJson::Member& part, DeployedService& service) const {
    const auto* text = part.value.as<std::string>();
    if (text == nullptr) return wrong(part.line, "url is a text, as in \"https://shop.example\"");
    auto url = checked_target(*text);
    if (!url) return wrong(part.value.line, url.error());
    service.url = std::move(url).value();
    return {};
  }

  // What is no name may be a value that should not stand here: it is not shown.
  Result<void> credentials(const LocatedJson::Member& part, DeployedService& service) const {
    const auto* names = part.value.as<LocatedJson::Array>();
    if (names == nullptr)
      return wrong(part.line, "credentials are a list of names of environment variables");
    for (const auto& item : *names) {
      const auto* name = item.as<std::string>();
      if (name == nullptr || !is_variable_name(*name))
        return wrong(item.line,
                     "credentials are names of environment variables, as in [\"SHOP_API_KEY\"], "
                     "never their values: this is no such name");
      service.credentials.push_back(*name);
    }
    return {};
  }

  const std::string& file_;
};

std::string names_of(const Environments& all) {
  std::string names(local_environment);
  for (const auto& one : all)
    if (one.name != local_environment) names += ", " + one.name;
  return names;
}

}  // namespace

const DeployedService* NamedEnvironment::find(std::string_view service) const {
  const auto found = std::find_if(services.begin(), services.end(),
                                  [&](const auto& one) { return one.name == service; });
  return found == services.end() ? nullptr : &*found;
}

bool is_environment_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

Result<Environments> parse_environments(const std::string& file, std::string_view text) {
  const auto root = detail::parse_located_json(file, text);
  if (!root) return Error{root.error()};
  return Reader(file).environments(root.value());
}

Result<NamedEnvironment> find_environment(const Environments& all, std::string_view name,
                                          const std::string& file) {
  for (const auto& one : all)
    if (one.name == name) return one;
  if (name == local_environment) return NamedEnvironment{};
  return Error{file + ": there is no environment " + safe_quoted(name) + ": it has " +
               names_of(all)};
}

}  // namespace proofload
