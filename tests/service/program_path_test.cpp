// SPDX-License-Identifier: Apache-2.0
#include <proofload/service/program_path.h>

#include <gmock/gmock.h>

#include <filesystem>

namespace proofload {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

TEST(FindProgram, LooksUpABareNameInThePath) {
  const auto shell = find_program("sh");
  ASSERT_TRUE(shell.ok()) << shell.error();
  EXPECT_THAT(shell.value(), EndsWith("/sh"));
  EXPECT_TRUE(std::filesystem::path(shell.value()).is_absolute());
}

TEST(FindProgram, TakesAPathFromTheCurrentDirectory) {
  EXPECT_EQ(find_program("./server").value(),
            (std::filesystem::current_path() / "./server").string());
  EXPECT_EQ(find_program("/bin/server").value(), "/bin/server");
}

TEST(FindProgram, SaysThatThePathHasNoSuchProgram) {
  const auto program = find_program("no-such-program-anywhere");
  ASSERT_FALSE(program.ok());
  EXPECT_THAT(program.error(), HasSubstr("no program named no-such-program-anywhere in PATH"));
}

}  // namespace
}  // namespace proofload
