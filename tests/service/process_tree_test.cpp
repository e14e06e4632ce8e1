// SPDX-License-Identifier: Apache-2.0
#include <proofload/service/child_process.h>
#include <proofload/service/environment.h>
#include <proofload/service/file_descriptor.h>
#include <proofload/service/log_file.h>
#include <proofload/service/process_tree.h>

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>

#include "eventually.h"

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::Ge;
using testing::SizeIs;

// Runs a script in a process of its own.
std::unique_ptr<ChildProcess> shell(const std::string& script) {
  const auto log = LogFile::open("");
  auto child = ChildProcess::start({.program = "/bin/sh",
                                    .arguments = {"-c", script},
                                    .environment = environment_with({}),
                                    .output = log.value().descriptor()});
  EXPECT_TRUE(child) << child.error();
  return std::move(child).value();
}

TEST(ProcessUsage, CountsThreadsDescriptorsAndSocketsOfTheProcess) {
  std::atomic<bool> over{false};
  const auto wait = [&] { over.wait(false); };
  std::thread one(wait);  // with the first of them a sanitizer starts one of its own
  const auto before = usage_of(getpid());
  int ends[2];
  EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
  std::thread another(wait);
  const auto with = usage_of(getpid());
  over = true;
  over.notify_all();
  one.join();
  another.join();
  ::close(ends[0]);
  ::close(ends[1]);
  ASSERT_TRUE(before && before->descriptors && with && with->descriptors);
  EXPECT_EQ(with->descriptors->sockets, before->descriptors->sockets + 2);
  EXPECT_EQ(with->descriptors->open, before->descriptors->open + 2);
  EXPECT_EQ(with->threads, before->threads + 1);
  EXPECT_GT(with->memory, 1_MiB);
}

TEST(ProcessUsage, TellsTheSocketsOfManyDescriptorsFromAPartOfThem) {
  rlimit limit{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &limit), 0);
  const auto before = limit;
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 10'000);
  setrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < 6000) GTEST_SKIP() << "this process may not have 6,000 descriptors";
  std::vector<FileDescriptor> sockets;
  while (sockets.size() < 5000) sockets.emplace_back(socket(AF_UNIX, SOCK_STREAM, 0));
  const auto usage = usage_of(getpid());
  sockets.clear();
  setrlimit(RLIMIT_NOFILE, &before);
  ASSERT_TRUE(usage && usage->descriptors);
  EXPECT_GE(usage->descriptors->open, 5000);
  EXPECT_NEAR(double(usage->descriptors->sockets), 5000, 60)
      << "a few files are taken for their neighbours";
}

TEST(ProcessUsage, IsNothingOfAProcessThatIsGone) {
  EXPECT_FALSE(usage_of(-1));
  EXPECT_FALSE(usage_of_tree(-1));
  EXPECT_THAT(process_tree(-1), SizeIs(0));
}

TEST(ProcessTree, IsTheProcessAloneWhereItStartedNone) {
  const auto child = shell("exec sleep 100");
  EXPECT_THAT(process_tree(child->pid()), ElementsAre(child->pid()));
  child->end(1s);
}

TEST(ProcessTree, HoldsChildrenAndTheirChildrenWithTheParentFirst) {
  const auto child = shell("(sleep 100 & sleep 100 & wait) & wait");
  EXPECT_TRUE(eventually([&] { return process_tree(child->pid()).size() == 4; }));
  EXPECT_EQ(process_tree(child->pid()).front(), child->pid());
  child->end(1s);
}

TEST(ProcessTree, AddsUpWhatItsProcessesTake) {
  const auto child = shell("sleep 100 & sleep 100 & wait");
  ASSERT_TRUE(eventually([&] { return process_tree(child->pid()).size() == 3; }));
  const auto whole = usage_of_tree(child->pid());
  ASSERT_TRUE(whole && whole->descriptors);
  EXPECT_EQ(whole->threads, 3);
  EXPECT_GT(whole->memory, usage_of(child->pid())->memory);
  EXPECT_THAT(whole->descriptors->open, Ge(3 * 2)) << "each has the two streams it prints to";
  child->end(1s);
}

TEST(ProcessTree, KeepsTheProcessorTimeOfChildrenThatHaveEnded) {
  const auto child = shell("sh -c 'i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done'; sleep 100");
  ASSERT_TRUE(eventually([&] {
    const auto usage = usage_of(child->pid());
    return usage && usage->processor_time >= 20ms;
  })) << "the loop of the child took longer, and was waited for";
  child->end(1s);
}

}  // namespace
}  // namespace proofload
