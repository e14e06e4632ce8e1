// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/system_error.h>
#include <proofload/service/file_descriptor.h>
#include <proofload/service/spawn.h>

#include <fcntl.h>
#include <linux/close_range.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <optional>

namespace proofload {
namespace {

enum class Step { redirect, enter_directory, execute };

// What the child sends through the pipe when it could not become the program.
struct Failure {
  Step step;
  int error;
};

// Everything the child needs, made before the fork: between fork and exec only functions that are
// safe in a signal handler may be called, for another thread may have held any lock.
struct Prepared {
  std::vector<char*> arguments;
  std::vector<char*> environment;
  const char* program = nullptr;
  const char* directory = nullptr;
  int input = -1;
  int output = -1;
  int report = -1;
  rlim_t most_descriptors = 0;
  pid_t parent = 0;
};

[[noreturn]] void give_up(const Prepared& prepared, Step step) {
  const Failure failure{step, errno};
  [[maybe_unused]] const auto sent = ::write(prepared.report, &failure, sizeof failure);
  ::_exit(127);
}

void restore_signals() {
  struct sigaction standard {};
  standard.sa_handler = SIG_DFL;
  for (int signal = 1; signal < NSIG; ++signal) ::sigaction(signal, &standard, nullptr);
  sigset_t none;
  ::sigemptyset(&none);
  ::pthread_sigmask(SIG_SETMASK, &none, nullptr);
}

// Closing happens in exec, so that the report still works until then.
void close_on_exec_from(int first, rlim_t end) {
  if (::close_range(static_cast<unsigned>(first), ~0U, CLOSE_RANGE_CLOEXEC) == 0) return;
  for (int number = first; static_cast<rlim_t>(number) < end; ++number)  // Linux before 5.11
    ::fcntl(number, F_SETFD, FD_CLOEXEC);
}

[[noreturn]] void become_program(const Prepared& prepared) {
  ::setsid();
  ::prctl(PR_SET_PDEATHSIG, static_cast<unsigned long>(SIGKILL), 0UL, 0UL, 0UL);
  if (::getppid() != prepared.parent) ::_exit(127);  // it died before the line above

  if (::dup2(prepared.input, 0) < 0 || ::dup2(prepared.output, 1) < 0 ||
      ::dup2(prepared.output, 2) < 0)
    give_up(prepared, Step::redirect);
  close_on_exec_from(3, prepared.most_descriptors);
  if (prepared.directory && ::chdir(prepared.directory) != 0)
    give_up(prepared, Step::enter_directory);
  restore_signals();
  ::execve(prepared.program, prepared.arguments.data(), prepared.environment.data());
  give_up(prepared, Step::execute);
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> list;
  for (const auto& text : texts) list.push_back(const_cast<char*>(text.c_str()));
  list.push_back(nullptr);
  return list;
}

rlim_t most_descriptors() {
  rlimit limit{};
  return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : 1024;
}

// In a process that was started without standard streams a new descriptor may be one of 0 to 2,
// which the child is about to replace.
FileDescriptor beyond_standard_streams(int number) {
  return FileDescriptor(::fcntl(number, F_DUPFD_CLOEXEC, 3));
}

struct Pipe {
  FileDescriptor read;
  FileDescriptor write;
};

std::optional<Pipe> open_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return {};
  const FileDescriptor write(ends[1]);
  return Pipe{FileDescriptor(ends[0]), beyond_standard_streams(write.number())};
}

// No handler of ours may run in the child, so signals wait until it has put them back.
pid_t fork_quietly(const Prepared& prepared) {
  sigset_t all;
  sigset_t former;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &former);
  const pid_t child = ::fork();
  if (child == 0) become_program(prepared);
  const int error = errno;
  ::pthread_sigmask(SIG_SETMASK, &former, nullptr);
  errno = error;
  return child;
}

std::optional<Failure> read_failure(const FileDescriptor& report) {
  Failure failure{};
  ssize_t size = 0;
  do size = ::read(report.number(), &failure, sizeof failure);
  while (size < 0 && errno == EINTR);
  if (size != sizeof failure) return {};
  return failure;
}

void reap(pid_t child) {
  while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
  }
}

Error explain(const Failure& failure, const SpawnRequest& request) {
  const auto why = system_error_text(failure.error);
  if (failure.step == Step::redirect) return {"cannot redirect its output: " + why};
  if (failure.step == Step::enter_directory)
    return {"cannot enter " + request.working_directory + ": " + why};
  std::error_code ignored;
  if (failure.error == ENOENT && std::filesystem::exists(request.program, ignored))
    return {"cannot run " + request.program + ": what should interpret it is missing"};
  if (failure.error == EACCES && std::filesystem::exists(request.program, ignored))
    return {"cannot run " + request.program + ": it is not an executable file (" + why + ")"};
  return {"cannot run " + request.program + ": " + why};
}

}  // namespace

Result<pid_t> spawn_process(const SpawnRequest& request) {
  const FileDescriptor nothing(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  const auto input = beyond_standard_streams(nothing.number());
  const auto output = beyond_standard_streams(request.output);
  auto report = open_pipe();
  if (!input || !output || !report || !report->write)
    return Error{"cannot prepare its files: " + system_error_text(errno)};

  std::vector<std::string> arguments{request.program};
  arguments.insert(arguments.end(), request.arguments.begin(), request.arguments.end());
  const Prepared prepared{
      .arguments = pointers(arguments),
      .environment = pointers(request.environment),
      .program = request.program.c_str(),
      .directory = request.working_directory.empty() ? nullptr : request.working_directory.c_str(),
      .input = input.number(),
      .output = output.number(),
      .report = report->write.number(),
      .most_descriptors = most_descriptors(),
      .parent = ::getpid()};

  const pid_t child = fork_quietly(prepared);
  if (child < 0) return Error{"cannot start a process: " + system_error_text(errno)};
  report->write.close();
  const auto failure = read_failure(report->read);
  if (!failure) return child;
  reap(child);
  return explain(*failure, request);
}

}  // namespace proofload
