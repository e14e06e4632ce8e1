// SPDX-License-Identifier: Apache-2.0
#include "integration/played_program.h"

#include <sys/wait.h>

#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>
#include <csignal>
#include <fstream>
#include <iterator>
#include <string_view>
#include <thread>

namespace proofload {
namespace {

using nlohmann::json;

constexpr std::chrono::seconds patience{30};

// "env -u PROOFLOAD_SEED ", for all there are.
std::string without_variables_of_proofload() {
  std::string text = "env ";
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view one = *variable;
    if (one.starts_with("PROOFLOAD_") || one.starts_with("CTEST_INTERACTIVE_DEBUG_MODE="))
      text += "-u " + std::string(one.substr(0, one.find('='))) + " ";
  }
  return text;
}

pid_t spawn_shell(const std::string& command, int output) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output, 1);
  posix_spawn_file_actions_adddup2(&actions, output, 2);
  std::string arguments[] = {"sh", "-c", command};
  char* all[] = {arguments[0].data(), arguments[1].data(), arguments[2].data(), nullptr};
  pid_t pid = 0;
  if (posix_spawn(&pid, "/bin/sh", &actions, nullptr, all, environ) != 0) pid = 0;
  posix_spawn_file_actions_destroy(&actions);
  return pid;
}

}  // namespace

PlayedProgram::~PlayedProgram() {
  if (pid_ == 0) return;
  send(SIGKILL);
  wait_for_end();
}

void PlayedProgram::start(const std::string& name, const std::string& flags) {
  name_ = name;
  console_.clear();
  started_ = std::chrono::steady_clock::now();
  const auto command = before_ + without_variables_of_proofload() + variables_ + program_ +
                       " --gtest_filter=" + name + " --output=" + output().string() + " " + flags +
                       behind_;
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
  console_pipe_ = ends[0];
  pid_ = spawn_shell(command, ends[1]);
  close(ends[1]);
  ASSERT_NE(pid_, 0) << command;
}

void PlayedProgram::wait_for_end() {
  char part[4096];
  for (ssize_t size; (size = read(console_pipe_, part, sizeof part)) > 0;)
    console_.append(part, std::size_t(size));
  close(console_pipe_);
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = 0;
  exit_code_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  seconds_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
}

void PlayedProgram::play(const std::string& name, const std::string& flags) {
  ASSERT_NO_FATAL_FAILURE(start(name, flags));
  wait_for_end();
}

void PlayedProgram::send(int signal) const { kill(pid_, signal); }

// JUnit's is written last.
bool PlayedProgram::files_know(double seconds_of_load) const {
  if (!has_results() || summary()["run"]["played_seconds"] < seconds_of_load) return false;
  const auto written = junit();
  const auto time = written.find("time=\"");
  return time != written.npos && std::stod(written.substr(time + 6)) >= seconds_of_load;
}

void PlayedProgram::wait_for_files(double seconds_of_load) const {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!files_know(seconds_of_load)) {
    ASSERT_LT(std::chrono::steady_clock::now(), end) << "the files do not grow";
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
}

std::string PlayedProgram::output_file(const std::string& name) const {
  std::ifstream file(output() / name);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace proofload
