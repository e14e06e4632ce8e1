// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where services are deployed, by name: data/environments.json, described by
// data/schemas/environments.schema.json.
//
//   {
//     "$schema": "schemas/environments.schema.json",
//     "local": {},
//     "production": {
//       "smoke_only": true,
//       "services": {
//         "shop": {"url": "https://shop.example.com", "credentials": ["SHOP_API_KEY"]}
//       }
//     }
//   }
//
// Credentials are names of environment variables: the file holds no value of one. They have to be
// set where a test asks for the service, and their values are secrets from then on. In "local"
// tests start the services that have no URL; everywhere else they refuse.
//
// A mistake in the file is one error with file, line and what is meant. Values; parsing is pure.

#include <proofload/base/result.h>

#include <string>
#include <string_view>
#include <vector>

namespace proofload {

/// The environment that needs no file.
inline constexpr std::string_view local_environment = "local";

struct DeployedService {
  std::string name;
  std::string url;                         ///< as checked_target() has it
  std::vector<std::string> credentials{};  ///< names of environment variables
  int line = 0;                            ///< of its name in the file
};

struct NamedEnvironment {
  std::string name{local_environment};
  bool smoke_only = false;  ///< see environment_guard.h
  std::vector<DeployedService> services{};
  std::string file{};  ///< empty for a local environment without a file
  int line = 0;

  /// Null where there is none.
  const DeployedService* find(std::string_view service) const;
};

using Environments = std::vector<NamedEnvironment>;

/// Whether a text can name an environment: letters a to z, digits, - and _, since it becomes a part
/// of names of files.
bool is_environment_name(std::string_view text);

/// The text of a file, and what the file is called in errors.
Result<Environments> parse_environments(const std::string& file, std::string_view text);

/// The one of a name; "local" is there even where the file has none. file: for the error, which
/// lists those there are.
Result<NamedEnvironment> find_environment(const Environments& all, std::string_view name,
                                          const std::string& file);

}  // namespace proofload
