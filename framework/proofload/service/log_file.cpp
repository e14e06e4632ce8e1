// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/system_error.h>
#include <proofload/service/log_file.h>

#include <fcntl.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>

namespace proofload {
namespace {

// Appending keeps what several processes of a service print from overwriting each other.
constexpr int flags = O_APPEND | O_CLOEXEC;

Error cannot_write(const std::string& path) {
  return {"cannot write the log " + path + ": " + system_error_text(errno)};
}

}  // namespace

LogFile::LogFile(std::string path, FileDescriptor descriptor, bool temporary)
    : path_(std::move(path)), descriptor_(std::move(descriptor)), temporary_(temporary) {}

LogFile::~LogFile() {
  if (temporary_ && descriptor_) ::unlink(path_.c_str());
}

Result<LogFile> LogFile::open(const std::string& path) {
  if (!path.empty()) {
    FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | flags, 0666));
    if (!file) return cannot_write(path);
    return LogFile(path, std::move(file), false);
  }
  std::error_code no_directory;
  const auto directory = std::filesystem::temp_directory_path(no_directory);
  if (no_directory) return Error{"no directory for a temporary log: " + no_directory.message()};
  std::string name = directory / "proofload-service-XXXXXX.log";
  FileDescriptor file(::mkostemps(name.data(), 4, flags));
  if (!file) return cannot_write(name);
  return LogFile(std::move(name), std::move(file), true);
}

}  // namespace proofload
