// SPDX-License-Identifier: Apache-2.0
#include <proofload/service/service_options.h>

#include <algorithm>

namespace proofload {
namespace {

constexpr char port_place[] = "{port}";

bool learns_its_port(const ServiceOptions& options) {
  const auto holds_place = [](const std::string& text) {
    return text.find(port_place) != std::string::npos;
  };
  return options.port != 0 || std::ranges::any_of(options.arguments, holds_place) ||
         std::ranges::any_of(options.environment,
                             [&](const auto& entry) { return holds_place(entry.second); });
}

bool has_null(const std::string& text) { return text.find('\0') != std::string::npos; }

bool is_path_of_url(const std::string& path) {
  return path.starts_with('/') &&
         std::ranges::all_of(path, [](char c) { return c > 32 && c < 127; });
}

void find_texts_cut_short(const ServiceOptions& options, std::vector<std::string>& found) {
  if (has_null(options.program) || std::ranges::any_of(options.arguments, has_null))
    found.push_back("the program or an argument contains a null character");
  for (const auto& [name, value] : options.environment) {
    if (name.empty() || name.find('=') != std::string::npos || has_null(name))
      found.push_back("'" + name + "' is not the name of an environment variable");
    if (has_null(value)) found.push_back("the value of " + name + " contains a null character");
  }
}

}  // namespace

std::vector<std::string> problems(const ServiceOptions& options) {
  std::vector<std::string> found;
  if (options.program.empty()) found.push_back("no program is named");
  if (!learns_its_port(options))
    found.push_back(
        "nothing tells the service its port: put {port} into an argument or into the value of an "
        "environment variable, or set the port it uses");
  if (!options.ready_path.empty() && !is_path_of_url(options.ready_path))
    found.push_back("ready_path must begin with / and consist of printable ASCII without spaces");
  if (options.ready_within <= Duration{}) found.push_back("ready_within must be more than nothing");
  if (options.stop_within < Duration{}) found.push_back("stop_within must not be negative");
  find_texts_cut_short(options, found);
  return found;
}

}  // namespace proofload
