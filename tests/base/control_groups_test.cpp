// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/control_groups.h>

#include <gmock/gmock.h>

#include <thread>

namespace proofload {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Ge;
using testing::IsEmpty;
using testing::Le;

TEST(ControlGroups, OfProcessorsAreFoundInBothVersions) {
  EXPECT_THAT(processor_groups("0::/ci.slice/job.scope\n"),
              ElementsAre("/sys/fs/cgroup/ci.slice/job.scope", "/sys/fs/cgroup/ci.slice",
                          "/sys/fs/cgroup"));
  EXPECT_THAT(processor_groups("9:name=systemd:/x\n2:cpuset:/x\n1:cpu,cpuacct:/docker\n"),
              ElementsAre("/sys/fs/cgroup/cpu,cpuacct/docker", "/sys/fs/cgroup/cpu,cpuacct"));
  EXPECT_THAT(processor_groups("1:cpu:/\n"), ElementsAre("/sys/fs/cgroup/cpu"));
  EXPECT_THAT(processor_groups("nonsense\n"), IsEmpty());
}

TEST(ControlGroups, SayHowManyProcessorsAGroupMayUse) {
  EXPECT_EQ(parse_processor_quota("150000 100000\n"), 1.5);
  EXPECT_EQ(parse_processor_quota("200000\n 100000\n"), 2);
  for (const char* unbounded : {"max 100000\n", "-1\n 100000\n", "", " ", "100000", "100000 0"})
    EXPECT_EQ(parse_processor_quota(unbounded), std::nullopt) << unbounded;
}

TEST(ControlGroups, LeaveOneProcessorAtLeast) {
  EXPECT_THAT(usable_processors(),
              AllOf(Ge(1u), Le(std::max(1u, std::thread::hardware_concurrency()))));
}

}  // namespace
}  // namespace proofload
