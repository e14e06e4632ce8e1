// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/machine.h>

#include <sys/utsname.h>
#include <unistd.h>

#include <fstream>
#include <thread>

namespace proofload {
namespace {

// "model name	: AMD EPYC 7B13"
std::string processor_name() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("model name")) continue;
    const auto begin = line.find_first_not_of(" \t:", line.find(':'));
    return begin == line.npos ? "" : line.substr(begin);
  }
  return {};
}

std::string compiler_name() {
#if defined(__clang__)
  return "Clang " __clang_version__;
#elif defined(__GNUC__)
  return "GCC " __VERSION__;
#else
  return {};
#endif
}

Machine read_machine() {
  Machine machine;
  utsname names{};
  if (uname(&names) == 0) {
    machine.host = names.nodename;
    machine.system = std::string(names.sysname) + " " + names.release + " " + names.machine;
  }
  machine.processor = processor_name();
  machine.processors = std::thread::hardware_concurrency();
  const auto pages = sysconf(_SC_PHYS_PAGES);
  const auto page_size = sysconf(_SC_PAGESIZE);
  if (pages > 0 && page_size > 0) machine.memory = std::uint64_t(pages) * std::uint64_t(page_size);
  machine.compiler = compiler_name();
#ifdef __OPTIMIZE__
  machine.build = "optimized";
#else
  machine.build = "not optimized";
#endif
  machine.version = PROOFLOAD_VERSION;
  return machine;
}

}  // namespace

const Machine& this_machine() {
  static const Machine machine = read_machine();
  return machine;
}

}  // namespace proofload
