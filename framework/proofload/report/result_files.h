// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where the results of a run are kept: <folder>/<test>.json, .html, .md and .junit.xml, and what
// was asked for beside them; see report/format/exports.h. A file appears whole or not at all: it is
// written beside its place and moved there. The folder is made, and tried, before any load is sent.

#include <proofload/base/result.h>
#include <proofload/report/format/exports.h>
#include <proofload/report/run_result.h>

#include <filesystem>
#include <vector>

namespace proofload {

class ResultFiles {
 public:
  /// test: "Suite.Name"; what cannot be in a file name becomes "_".
  ResultFiles(std::filesystem::path folder, const std::string& test);

  /// Removes what an earlier run of the test left, and its second and later runs.
  void clear() const;

  /// Makes the folder and sees whether it can be written. The error names it and the reason.
  Result<void> prepare() const;

  /// Writes all files. The error names the first file that could not be written and the reason; the
  /// others are still written.
  Result<void> write(const RunResult& result, const std::vector<Export>& exports = {}) const;

  /// Makes the folder and writes what --plan shows.
  Result<void> write_plan(const std::string& json) const;

  std::filesystem::path plan() const { return stem_ + ".plan.json"; }
  std::filesystem::path json() const { return stem_ + ".json"; }
  std::filesystem::path html() const { return stem_ + ".html"; }
  std::filesystem::path markdown() const { return stem_ + ".md"; }
  std::filesystem::path junit() const { return stem_ + ".junit.xml"; }
  std::filesystem::path exported(const Export& format) const {
    return stem_ + std::string(format.suffix);
  }

  /// For what a service prints.
  std::filesystem::path log(std::string_view service) const;

 private:
  Result<void> write_summary(const RunResult& result) const;
  std::vector<std::filesystem::path> own_files(std::string_view part) const;

  std::filesystem::path folder_;
  std::string stem_;
};

/// Writes a file that appears whole or not at all. The error names it and the reason.
Result<void> write_whole(const std::filesystem::path& path, std::string_view content);

/// A name that is safe in a path: letters, digits and "-._" stay, all else becomes "_".
std::string file_name(std::string_view text);

}  // namespace proofload
