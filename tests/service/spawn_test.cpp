// SPDX-License-Identifier: Apache-2.0
#include <proofload/service/environment.h>
#include <proofload/service/log_file.h>
#include <proofload/service/spawn.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <gmock/gmock.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "eventually.h"

namespace proofload {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

struct Spawn : testing::Test {
  SpawnRequest shell(const std::string& script) const {
    return {.program = "/bin/sh",
            .arguments = {"-c", script},
            .environment = environment_with({}),
            .working_directory = "",
            .output = log.descriptor()};
  }

  // What a program printed to both streams by the time it ended.
  std::string output_of(const SpawnRequest& request) {
    const auto pid = spawn_process(request);
    if (!pid) return pid.error();
    ::waitpid(pid.value(), nullptr, 0);
    return content_of(log.path());
  }

  std::string error_of(const SpawnRequest& request) {
    const auto pid = spawn_process(request);
    if (!pid) return pid.error();
    ::waitpid(pid.value(), nullptr, 0);
    return "started";
  }

  LogFile log = LogFile::open("").value();
};

TEST_F(Spawn, SendsBothOutputStreamsToTheDescriptor) {
  EXPECT_EQ(output_of(shell("echo one; echo two >&2; echo three")), "one\ntwo\nthree\n");
}

TEST_F(Spawn, PassesArgumentsAsTheyAre) {
  auto request = shell("printf '%s|' \"$@\"");
  request.arguments.insert(request.arguments.end(), {"sh", "a b", "", "$HOME;'\""});
  EXPECT_EQ(output_of(request), "a b||$HOME;'\"|");
}

TEST_F(Spawn, GivesTheEnvironmentAndNothingElse) {
  auto request = shell("echo \"$COLOUR,$HOME,\"");
  request.environment = {"COLOUR=red"};
  EXPECT_EQ(output_of(request), "red,,\n");
}

TEST_F(Spawn, StartsInTheWorkingDirectory) {
  auto request = shell("pwd");
  request.working_directory = "/usr/bin";
  EXPECT_EQ(output_of(request), "/usr/bin\n");
}

TEST_F(Spawn, GivesAnEmptyInput) { EXPECT_EQ(output_of(shell("cat; echo end")), "end\n"); }

TEST_F(Spawn, MakesASessionAndAGroup) {
  const auto pid = spawn_process(shell("exec sleep 60"));
  ASSERT_TRUE(pid.ok()) << pid.error();
  EXPECT_EQ(::getsid(pid.value()), pid.value());
  EXPECT_EQ(::getpgid(pid.value()), pid.value());
  ::kill(-pid.value(), SIGKILL);
  ::waitpid(pid.value(), nullptr, 0);
}

TEST_F(Spawn, PassesNoOtherDescriptorOn) {
  const FileDescriptor open_to_all(::fcntl(log.descriptor(), F_DUPFD, 200));
  ASSERT_FALSE(::fcntl(open_to_all.number(), F_GETFD) & FD_CLOEXEC);
  const auto number = std::to_string(open_to_all.number());
  EXPECT_EQ(output_of(shell("test -e /proc/self/fd/" + number + " && echo open || echo closed")),
            "closed\n");
}

TEST_F(Spawn, GivesTheSignalHandlingAProgramExpects) {
  const auto former = std::signal(SIGPIPE, SIG_IGN);
  sigset_t blocked;
  sigset_t former_mask;
  ::sigemptyset(&blocked);
  ::sigaddset(&blocked, SIGTERM);
  ::pthread_sigmask(SIG_BLOCK, &blocked, &former_mask);
  const auto masks = output_of(shell("exec grep -E 'Sig(Blk|Ign)' /proc/self/status"));
  sigset_t mask_after;
  ::pthread_sigmask(SIG_SETMASK, &former_mask, &mask_after);
  std::signal(SIGPIPE, former);

  EXPECT_EQ(masks, "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
  EXPECT_TRUE(::sigismember(&mask_after, SIGTERM)) << "ours is as it was";
  EXPECT_FALSE(::sigismember(&mask_after, SIGINT)) << "ours is as it was";
}

TEST_F(Spawn, SaysThatTheProgramIsMissing) {
  auto request = shell("");
  request.program = "/there/is/no/such/program";
  EXPECT_EQ(error_of(request), "cannot run /there/is/no/such/program: No such file or directory");
}

TEST_F(Spawn, SaysThatTheProgramIsNotExecutable) {
  auto request = shell("");
  request.program = log.path();
  EXPECT_EQ(error_of(request),
            "cannot run " + log.path() + ": it is not an executable file (Permission denied)");
}

TEST_F(Spawn, SaysThatTheInterpreterOfAScriptIsMissing) {
  const auto script = log.path() + ".script";
  std::ofstream(script) << "#!/there/is/no/such/interpreter\n";
  std::filesystem::permissions(script, std::filesystem::perms::owner_all);
  auto request = shell("");
  request.program = script;
  EXPECT_EQ(error_of(request), "cannot run " + script + ": what should interpret it is missing");
  std::filesystem::remove(script);
}

TEST_F(Spawn, SaysThatTheWorkingDirectoryIsMissing) {
  auto request = shell("");
  request.working_directory = "/there/is/no/such/directory";
  EXPECT_EQ(error_of(request),
            "cannot enter /there/is/no/such/directory: No such file or directory");
}

TEST_F(Spawn, LeavesNoProcessAfterAnError) {
  auto request = shell("");
  request.program = "/there/is/no/such/program";
  ASSERT_FALSE(spawn_process(request).ok());
  EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "no child, not even one to reap";
}

TEST_F(Spawn, EndsTheChildWithTheThreadThatStartedIt) {
  pid_t pid = 0;
  std::thread([&] { pid = spawn_process(shell("exec sleep 60")).value(); }).join();
  int status = 0;
  ASSERT_TRUE(eventually([&] { return ::waitpid(pid, &status, WNOHANG) == pid; }));
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGKILL);
}

}  // namespace
}  // namespace proofload
