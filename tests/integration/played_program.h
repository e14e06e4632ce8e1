// SPDX-License-Identifier: Apache-2.0
#pragma once

// A binary of load tests, played as a person or a CI job plays it: one case in a process of its
// own, seen from the outside. A fixture to derive from; no flag of Proofload reaches the program
// from the environment of this one.

#include <proofload/testing/temporary_folder.h>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>

namespace proofload {

class PlayedProgram : public testing::Test {
 protected:
  explicit PlayedProgram(std::string program) : program_(std::move(program)) {}
  ~PlayedProgram() override;

  /// Plays one case to its end; afterwards console_, exit_code_ and seconds_ say how it went.
  void play(const std::string& name, const std::string& flags = "");

  /// The same in two parts, so that something can be done to it meanwhile.
  void start(const std::string& name, const std::string& flags = "");
  void wait_for_end();

  /// To the program that was started.
  void send(int signal) const;

  /// Waits until the files of the running case know this many seconds of its load; fails the test
  /// after half a minute.
  void wait_for_files(double seconds_of_load) const;

  /// Content of a file of the output folder, and the results of the case.
  std::string output_file(const std::string& name) const;
  nlohmann::json summary() const { return nlohmann::json::parse(output_file(name_ + ".json")); }
  std::string junit() const { return output_file(name_ + ".junit.xml"); }
  bool has_results() const { return std::filesystem::exists(output() / (name_ + ".json")); }

  std::filesystem::path output() const { return folder_.path() / "results"; }
  std::filesystem::path folder() const { return folder_.path(); }

  /// Words of the shell before and behind the program, and words of env(1): "NAME=value ".
  std::string before_ = "exec ";
  std::string variables_;
  std::string behind_;

  std::string console_;
  int exit_code_ = -1;  ///< of a program that a signal ended: 128 and the signal, as shells say
  double seconds_ = 0;

 private:
  bool files_know(double seconds_of_load) const;

  std::string program_;
  std::string name_;
  TemporaryFolder folder_;
  std::chrono::steady_clock::time_point started_{};
  pid_t pid_ = 0;
  int console_pipe_ = -1;
};

}  // namespace proofload
