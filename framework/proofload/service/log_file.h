// SPDX-License-Identifier: Apache-2.0
#pragma once

// The file that receives what a service prints. Owned by the service's process object; the file
// itself is written by the service alone. One thread at a time. POSIX.

#include <proofload/base/result.h>
#include <proofload/service/file_descriptor.h>

#include <string>

namespace proofload {

class LogFile {
 public:
  /// Opens the file emptied. With an empty path a temporary one, readable by its owner alone and
  /// removed with this object. The error names the file.
  static Result<LogFile> open(const std::string& path);

  LogFile(LogFile&& other) noexcept = default;
  LogFile& operator=(LogFile&&) = delete;
  ~LogFile();

  const std::string& path() const { return path_; }
  bool is_temporary() const { return temporary_; }

  /// To write to; closed in programs that are started.
  int descriptor() const { return descriptor_.number(); }

 private:
  LogFile(std::string path, FileDescriptor descriptor, bool temporary);

  std::string path_;
  FileDescriptor descriptor_;  // nothing once moved from
  bool temporary_;
};

}  // namespace proofload
