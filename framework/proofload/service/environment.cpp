// SPDX-License-Identifier: Apache-2.0
#include <proofload/service/environment.h>

#include <unistd.h>

#include <map>

namespace proofload {

std::vector<std::string> environment_with(
    const std::vector<std::pair<std::string, std::string>>& added) {
  std::map<std::string, std::string> variables;
  for (char** entry = environ; entry && *entry; ++entry) {
    const std::string text = *entry;
    const auto name_end = text.find('=');
    if (name_end != std::string::npos)
      variables.emplace(text.substr(0, name_end), text.substr(name_end + 1));
  }
  for (const auto& [name, value] : added) variables.insert_or_assign(name, value);

  std::vector<std::string> environment;
  for (const auto& [name, value] : variables) environment.push_back(name + "=" + value);
  return environment;
}

}  // namespace proofload
