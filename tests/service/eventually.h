// SPDX-License-Identifier: Apache-2.0
#pragma once

// Waiting for what happens in another process, always with an end.

#include <proofload/base/clock.h>

#include <sys/types.h>

#include <fstream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace proofload {

inline constexpr Duration patience = 20s;  // far more than any machine needs

/// Whether a condition came true in time.
template <class Condition>
bool eventually(const Condition& condition, Duration within = patience) {
  const auto deadline = SteadyClock::now() + within;
  while (!condition()) {
    if (SteadyClock::now() >= deadline) return false;
    std::this_thread::sleep_for(5ms);
  }
  return true;
}

/// Whether a process is there and not merely waiting to be reaped. Linux.
inline bool is_alive(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string text;
  if (!std::getline(file, text)) return false;
  const char state = text.at(text.rfind(')') + 2);
  return state != 'Z' && state != 'X';
}

/// The number in the first of the lines that is "<word> <number>".
inline std::optional<pid_t> number_after(const std::string& word,
                                         const std::vector<std::string>& lines) {
  for (const auto& line : lines)
    if (line.starts_with(word + " ")) return std::stoi(line.substr(word.size() + 1));
  return {};
}

/// The whole text of a file.
inline std::string content_of(const std::string& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace proofload
