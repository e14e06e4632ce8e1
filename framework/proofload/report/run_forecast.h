// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a run would do, and what it would take: shown by --plan, which plays nothing. Pure.

#include <proofload/units/bytes.h>
#include <proofload/units/duration.h>
#include <proofload/units/rate.h>
#include <proofload/units/scale.h>
#include <proofload/units/users.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace proofload {

struct ScenarioForecast {
  std::string name;                     ///< empty in a run of one scenario without a name
  std::string load;                     ///< as a sentence, scaled
  std::optional<std::uint64_t> starts;  ///< nothing where the service sets the number
  Users users{};                        ///< at most so many at once
  Users min_users{};                    ///< of an open load: so many from the beginning, in turn
  Rate peak_rate{};                     ///< of an open load, else zero
  Duration from{};                      ///< when its load begins
  Duration length{};                    ///< of its load
  Duration warm_up{};                   ///< of that
  std::uint64_t fingerprint = 0;        ///< of its planned starts; see load/forecast.h
};

struct RunForecast {
  std::string test;  ///< "Suite.Name"
  std::string target;
  std::string environment = "local";  ///< what the target belongs to
  Scale scale;
  std::uint64_t seed = 0;
  std::uint32_t workers = 1;
  Duration length{};  ///< of all loads; draining may take longer
  std::vector<ScenarioForecast> scenarios;

  /// Estimates: a connection for each user that can play at once, and the memory that this takes
  /// (34 KB for a user over plain HTTP, measured, and 20 MB for the rest).
  Users users{};
  std::int64_t connections = 0;
  Bytes memory{};

  std::vector<std::string> problems;  ///< why it cannot be played; empty where it can
};

/// What people read.
std::string to_text(const RunForecast& forecast);

/// The same for machines: a JSON document whose "format" is "proofload.plan".
std::string to_json(const RunForecast& forecast);

}  // namespace proofload
