// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a run takes from its command line and environment: the flags of every load test binary, in
// one table. A flag wins over its variable, PROOFLOAD_ and its name in capitals. --allow-load-on
// and its variable are two things, since both are needed. --ctest-properties has no variable, and
// nothing else matters where it is given. A flag that makes a list may be given several times; in
// its variable the items stand between semicolons or line ends. Values; parsing is pure.

#include <proofload/base/result.h>
#include <proofload/metrics/tags.h>
#include <proofload/report/format/exports.h>
#include <proofload/units/scale.h>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace proofload {

struct Options {
  Scale scale;
  std::string environment = "local";           ///< see environments.h
  std::string allow_load_on;                   ///< an environment for smoke tests only; by the flag
  std::string allow_load_on_again;             ///< the same; by the variable
  std::string target;                          ///< base URL instead of a service of our own
  std::map<std::string, std::string> targets;  ///< the same, by the name of the service
  std::uint64_t seed = 1;
  std::string output = "proofload-results";  ///< folder for results
  std::uint32_t workers = 1;                 ///< threads that play users
  bool plan = false;                         ///< show what tests would play, and play nothing
  bool invalid_skips = false;                ///< a run that is INVALID skips its test
  std::vector<Export> exports;               ///< formats of other tools, beside our own
  std::vector<std::string> streams;  ///< "prometheus=URL": where numbers go while a run plays
  Tags tags;  ///< of the run, on all that is streamed and on every point; environment among them
  std::string thresholds;              ///< file, as data/data_file.h finds it; empty: the usual one
  std::vector<std::string> threshold;  ///< more of them, "http_req_duration=p(95)<500"
  bool record_baseline = false;        ///< keep the key results of every run that passes
  bool compare_baseline = false;       ///< hold every run against the ones that were kept
  std::string baselines;               ///< folder of baselines; empty: the usual one
  std::string ctest_properties;        ///< file to write for CTest; then no test runs
};

/// The value of a variable, or nothing.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

/// Takes our own flags out of the arguments, in both spellings (--seed=7, --seed 7); the first
/// argument is the program and stays, as do all others. The error names the flag or variable.
Result<Options> parse_options(std::vector<std::string>& arguments, const Environment& environment,
                              Options defaults);

/// The flags, for --help.
std::string options_help();

/// The options of this process. Set once, before tests run; read from any thread afterwards.
const Options& options();
void set_options(Options options);
bool options_are_set();

/// The given target for a service, by its name or for all; nothing where the test is to start its
/// own. Looks at PROOFLOAD_TARGET_<NAME> too.
std::optional<std::string> given_target(const Options& options, const std::string& service,
                                        const Environment& environment);

/// The environment of this process.
std::optional<std::string> environment_variable(const std::string& name);

}  // namespace proofload
