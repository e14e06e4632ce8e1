// SPDX-License-Identifier: Apache-2.0
#pragma once

// The environment that this process plays in. Loaded once, before tests run; read from any thread
// afterwards.

#include <proofload/testing/environments.h>
#include <proofload/testing/options.h>

#include <optional>

namespace proofload {

/// Reads data/environments.json where there is one, and chooses the environment of the options.
Result<void> load_environments(const Options& options);

/// The chosen one; "local" where none was loaded.
const NamedEnvironment& environment_in_force();

/// Why the running test may not send load to a target (which may be empty); nothing where it may.
std::optional<std::string> refusal_of_running_test(const std::string& target);

/// Where the environment has a service; nothing where it is to be started. Its credentials have to
/// be set, and are marked as secrets. The error says what is missing, and where.
Result<std::optional<std::string>> deployed_url(const std::string& service,
                                                const Environment& variables);

}  // namespace proofload
