// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a run was played on and built with, so that two reports can be told apart. Linux: reads
// uname(2), /proc/cpuinfo and /proc/meminfo; what cannot be read stays empty. A value.

#include <cstdint>
#include <string>

namespace proofload {

struct Machine {
  std::string host;
  std::string system;     ///< "Linux 6.1.0-18-amd64 x86_64"
  std::string processor;  ///< "AMD EPYC 7B13"
  std::uint32_t processors = 0;
  std::uint64_t memory = 0;  ///< in bytes
  std::string compiler;      ///< "GCC 12.2.0"
  std::string build;         ///< "optimized" or "not optimized": of Proofload itself
  std::string version;       ///< of Proofload
};

/// Read once for the whole process.
const Machine& this_machine();

}  // namespace proofload
