// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace proofload {

/// The whole of a file of the system, /proc/stat say; empty where it cannot be read. Any thread.
inline std::string content_of_system_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace proofload
