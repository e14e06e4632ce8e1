// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/run_tests.h>

#include <proofload/base/control_groups.h>
#include <proofload/stream/make_stream.h>
#include <proofload/testing/ctest_properties.h>
#include <proofload/testing/environment_in_force.h>
#include <proofload/testing/interruption.h>
#include <proofload/testing/options.h>
#include <proofload/testing/secretive_printer.h>
#include <proofload/testing/services_under_test.h>
#include <proofload/testing/thresholds_in_force.h>

#include <gmock/gmock.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <fstream>

namespace proofload {
namespace {

constexpr int usage_error = 2;

int refuse(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  return usage_error;
}

int write_ctest_properties(const std::string& path) {
  const auto lines = ctest_properties();
  if (!lines) return refuse(lines.error());
  std::ofstream file(path);
  file << lines.value();
  file.close();
  return file ? 0 : refuse("cannot write " + path);
}

int run_all_tests() {
  watch_for_interruption();
  const int failed = RUN_ALL_TESTS();
  const auto unused = unused_targets();
  for (const auto& name : unused)
    std::fprintf(stderr, "--target=%s=...: no test asked for a service of that name\n",
                 name.c_str());
  return unused.empty() ? failed : 1;
}

// What the options name beside themselves.
Result<void> check_outside(const Options& options) {
  if (!options.ctest_properties.empty()) return {};
  for (const auto& stream : options.streams)
    if (const auto usable = make_stream(stream); !usable)
      return Error{"--stream: " + usable.error()};
  if (auto usable = load_environments(options); !usable) return usable;
  return load_thresholds(options);
}

Options defaults() {
  Options options;
  options.workers = std::max(1U, usable_processors() / 2);
  return options;
}

}  // namespace

int run_tests(int argc, char** argv) {
  // A connection that the service cuts is an error of that request, not the end of this process.
  std::signal(SIGPIPE, SIG_IGN);
  // A file that may not grow any further is an error of that file.
  std::signal(SIGXFSZ, SIG_IGN);
  std::vector<std::string> given(argv, argv + argc);
  const bool help = std::any_of(given.begin(), given.end(), [](const std::string& argument) {
    return argument == "--help" || argument == "-h" || argument == "-?";
  });
  testing::InitGoogleMock(&argc, argv);
  keep_secrets_off_the_console();
  std::vector<std::string> arguments(argv, argv + argc);
  auto options = parse_options(arguments, environment_variable, defaults());
  if (!options) return refuse(options.error());
  if (help) std::printf("\n%s", options_help().c_str());
  if (arguments.size() > 1 && !help)
    return refuse("unknown argument \"" + arguments[1] + "\"\n" + options_help());
  if (const auto usable = check_outside(options.value()); !usable) return refuse(usable.error());
  set_options(std::move(options).value());
  const auto& properties = proofload::options().ctest_properties;
  return properties.empty() ? run_all_tests() : write_ctest_properties(properties);
}

}  // namespace proofload
