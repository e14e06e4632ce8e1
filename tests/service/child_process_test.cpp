// SPDX-License-Identifier: Apache-2.0
#include <proofload/service/child_process.h>
#include <proofload/service/environment.h>
#include <proofload/service/log_file.h>
#include <proofload/service/log_tail.h>

#include <sys/wait.h>

#include <gmock/gmock.h>

#include <cerrno>
#include <csignal>

#include "eventually.h"

namespace proofload {
namespace {

using testing::Contains;
using testing::HasSubstr;

struct Child : testing::Test {
  std::unique_ptr<ChildProcess> start(const std::string& program,
                                      std::vector<std::string> arguments) {
    auto child = ChildProcess::start({.program = program,
                                      .arguments = std::move(arguments),
                                      .environment = environment_with({}),
                                      .working_directory = "",
                                      .output = log.descriptor()});
    EXPECT_TRUE(child.ok()) << child.error();
    return std::move(child).value();
  }
  std::unique_ptr<ChildProcess> shell(const std::string& script) {
    return start("/bin/sh", {"-c", script});
  }

  // One that has set up its reaction to signals.
  std::unique_ptr<ChildProcess> server(std::vector<std::string> flags) {
    flags.insert(flags.end(), {"--say", "up"});
    auto child = start(OBEDIENT_SERVER, std::move(flags));
    EXPECT_TRUE(eventually([this] { return testing::Value(lines(), Contains("up")); }));
    return child;
  }
  std::vector<std::string> lines() const { return last_lines(log.path(), 100); }

  LogFile log = LogFile::open("").value();
};

TEST_F(Child, TellsNoEndingWhileItLives) {
  const auto child = shell("exec sleep 60");
  EXPECT_TRUE(is_alive(child->pid()));
  EXPECT_FALSE(child->ending());
  EXPECT_FALSE(child->wait_for_end(10ms));
}

TEST_F(Child, TellsTheExitCode) {
  const auto child = shell("exit 3");
  ASSERT_TRUE(child->wait_for_end(patience));
  EXPECT_EQ(child->ending()->how, "exited with code 3");
  EXPECT_FALSE(child->ending()->asked);
}

TEST_F(Child, TellsTheSignal) {
  const auto child = shell("exec sleep 60");
  ::kill(child->pid(), SIGKILL);
  ASSERT_TRUE(child->wait_for_end(patience));
  EXPECT_EQ(child->ending()->how, "was killed by signal 9 (SIGKILL)");
}

TEST_F(Child, TellsASignalThatHasNoName) {
  const auto child = shell("exec sleep 60");
  ::kill(child->pid(), 40);
  ASSERT_TRUE(child->wait_for_end(patience));
  EXPECT_EQ(child->ending()->how, "was killed by signal 40");
}

TEST_F(Child, LivesOnWhenTheThreadThatStartedItEnds) {
  std::unique_ptr<ChildProcess> child;
  std::thread([&] { child = shell("exec sleep 60"); }).join();
  EXPECT_FALSE(child->wait_for_end(200ms));
}

TEST_F(Child, EndsInPeaceWhenAsked) {
  const auto child = server({});
  child->end(patience);
  EXPECT_EQ(child->ending()->how, "exited with code 0");
  EXPECT_TRUE(child->ending()->asked);
  EXPECT_THAT(lines(), Contains("asked to stop"));
}

TEST_F(Child, IsKilledWhenItDoesNotListen) {
  const auto child = server({"--ignore-term"});
  child->end(20ms);
  EXPECT_EQ(child->ending()->how, "was killed by signal 9 (SIGKILL)");
  EXPECT_TRUE(child->ending()->asked);
}

TEST_F(Child, EndsInPeaceAlsoWhenItWasHalted) {
  const auto child = server({});
  ::kill(child->pid(), SIGSTOP);
  child->end(patience);
  EXPECT_EQ(child->ending()->how, "exited with code 0");
}

TEST_F(Child, TakesItsOwnChildrenAlongWhenAsked) {
  const auto child = server({"--grandchild"});
  const auto grandchild = number_after("grandchild", lines());
  ASSERT_TRUE(grandchild && is_alive(*grandchild));
  child->end(patience);
  EXPECT_TRUE(eventually([&] { return !is_alive(*grandchild); }));
}

TEST_F(Child, TakesItsOwnChildrenAlongAlsoWhenItDiedBefore) {
  const auto child = server({"--grandchild"});
  const auto grandchild = number_after("grandchild", lines());
  ASSERT_TRUE(grandchild && is_alive(*grandchild));
  ::kill(child->pid(), SIGKILL);
  ASSERT_TRUE(child->wait_for_end(patience));
  child->end(patience);
  EXPECT_TRUE(eventually([&] { return !is_alive(*grandchild); }));
  EXPECT_FALSE(child->ending()->asked);
}

TEST_F(Child, KeepsItsIdUntilEndedAndIsReapedThen) {
  const auto child = shell("exit 0");
  ASSERT_TRUE(child->wait_for_end(patience));
  EXPECT_EQ(::kill(child->pid(), 0), 0);
  child->end(patience);
  EXPECT_EQ(::kill(child->pid(), 0), -1);
  EXPECT_EQ(errno, ESRCH);
}

TEST_F(Child, EndsWithItsOwner) {
  auto child = server({"--ignore-term"});
  const auto pid = child->pid();
  child.reset();
  EXPECT_FALSE(is_alive(pid));
}

TEST_F(Child, CanBeEndedByManyAtOnce) {
  const auto child = server({});
  std::thread other([&] { child->end(patience); });
  child->end(patience);
  child->end(patience);
  other.join();
  EXPECT_EQ(child->ending()->how, "exited with code 0");
}

TEST_F(Child, AdmitsThatSomethingElseTookItsEnding) {
  const auto former = std::signal(SIGCHLD, SIG_IGN);
  const auto child = shell("exit 3");
  ASSERT_TRUE(child->wait_for_end(patience));
  EXPECT_THAT(child->ending()->how, HasSubstr("unknown how"));
  child->end(patience);
  std::signal(SIGCHLD, former);
}

TEST_F(Child, SaysWhyItCannotStart) {
  const auto child = ChildProcess::start({.program = "/there/is/no/such/program",
                                          .arguments = {},
                                          .environment = {},
                                          .working_directory = "",
                                          .output = log.descriptor()});
  ASSERT_FALSE(child.ok());
  EXPECT_THAT(child.error(), HasSubstr("No such file or directory"));
}

}  // namespace
}  // namespace proofload
