// SPDX-License-Identifier: Apache-2.0
#include <proofload/service/log_file.h>

#include <fcntl.h>
#include <sys/stat.h>

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "eventually.h"

namespace proofload {
namespace {

using testing::HasSubstr;

TEST(LogFile, IsTemporaryAndGoesWithItsOwnerWhenItHasNoName) {
  std::string path;
  {
    const auto log = LogFile::open("");
    ASSERT_TRUE(log.ok()) << log.error();
    path = log.value().path();
    EXPECT_TRUE(log.value().is_temporary());
    EXPECT_TRUE(std::filesystem::exists(path));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(LogFile, KeepsATemporaryFileFromOtherUsers) {
  const auto log = LogFile::open("");
  const auto permissions = std::filesystem::status(log.value().path()).permissions();
  EXPECT_EQ(permissions, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(LogFile, OutlivesBeingMoved) {
  auto log = LogFile::open("").value();
  const LogFile moved = std::move(log);
  EXPECT_TRUE(std::filesystem::exists(moved.path()));
}

TEST(LogFile, IsEmptiedAndKeptWhenItHasAName) {
  const auto temporary = LogFile::open("");
  const auto path = temporary.value().path() + ".kept";
  std::ofstream(path) << "of a former start";
  { const auto log = LogFile::open(path); }
  EXPECT_EQ(content_of(path), "");
  EXPECT_TRUE(std::filesystem::remove(path));
}

TEST(LogFile, IsNotInheritedByPrograms) {
  const auto log = LogFile::open("");
  EXPECT_TRUE(::fcntl(log.value().descriptor(), F_GETFD) & FD_CLOEXEC);
}

TEST(LogFile, NamesTheFileThatCannotBeWritten) {
  const auto log = LogFile::open("/there/is/no/such/directory/log");
  ASSERT_FALSE(log.ok());
  EXPECT_EQ(log.error(),
            "cannot write the log /there/is/no/such/directory/log: No such file or directory");
}

}  // namespace
}  // namespace proofload
