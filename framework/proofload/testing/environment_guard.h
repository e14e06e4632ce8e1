// SPDX-License-Identifier: Apache-2.0
#pragma once

// Keeps load off an environment that is for smoke tests only, such as production. Any other test,
// and a smoke test of more than its own load or time, is refused unless the run says twice that it
// is meant: with --allow-load-on=production and PROOFLOAD_ALLOW_LOAD_ON=production. A target that
// was given by itself is held against the URLs of such environments too. Pure functions.

#include <proofload/testing/environments.h>
#include <proofload/testing/options.h>

#include <optional>

namespace proofload {

/// Why a test with these labels may not play in an environment; nothing where it may.
std::optional<std::string> refusal(const NamedEnvironment& environment,
                                   const std::vector<std::string>& labels, const Options& options);

/// The environment for smoke tests only that a URL belongs to, by scheme, host and port; null where
/// there is none.
const NamedEnvironment* protected_environment_of(const std::string& url,
                                                 const Environments& environments);

}  // namespace proofload
