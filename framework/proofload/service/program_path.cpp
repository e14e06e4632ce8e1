// SPDX-License-Identifier: Apache-2.0
#include <proofload/service/program_path.h>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>

namespace proofload {
namespace {

bool can_be_run(const std::filesystem::path& file) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(file, ignored) && ::access(file.c_str(), X_OK) == 0;
}

}  // namespace

Result<std::string> find_program(const std::string& program) {
  if (program.find('/') != std::string::npos) {
    std::error_code failure;
    const auto path = std::filesystem::absolute(program, failure);
    if (failure) return Error{"cannot find " + program + ": " + failure.message()};
    return path.string();
  }
  const char* directories = std::getenv("PATH");
  std::istringstream list(directories ? directories : "");
  for (std::string directory; std::getline(list, directory, ':');) {
    const auto file = std::filesystem::path(directory.empty() ? "." : directory) / program;
    if (can_be_run(file)) return std::filesystem::absolute(file).string();
  }
  return Error{"no program named " + program + " in PATH (a path needs a slash: ./" + program +
               ")"};
}

}  // namespace proofload
