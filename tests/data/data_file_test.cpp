// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/data_file.h>

#include <proofload/testing/temporary_folder.h>

#include <gmock/gmock.h>

#include <stdlib.h>

#include <fstream>

namespace proofload {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

class DataFileTest : public testing::Test {
 protected:
  DataFileTest() { unsetenv("PROOFLOAD_DATA"); }
  ~DataFileTest() override {
    unsetenv("PROOFLOAD_DATA");
    std::filesystem::current_path(before_);
  }

  std::string write(const std::string& name, const std::string& content) {
    const auto path = folder_.path() / name;
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }

  TemporaryFolder folder_;
  const std::filesystem::path before_ = std::filesystem::current_path();
};

TEST_F(DataFileTest, IsReadFromAnAbsolutePath) {
  const std::string content("a\r\n\0b", 5);
  EXPECT_EQ(read_data_file(write("file", content)).value(), content);
  EXPECT_EQ(read_data_file(write("empty", "")).value(), "");
}

TEST_F(DataFileTest, IsLookedUpBelowTheDataFolderOfTheBuild) {
  EXPECT_THAT(read_data_file("feeders/customers.csv").value(), StartsWith("id,name,email"));
}

TEST_F(DataFileTest, BelongsWhereItIsLookedUpFirst) {
  EXPECT_EQ(data_file_place("feeders/customers.csv"),
            open_data_file("feeders/customers.csv").value().path);
  setenv("PROOFLOAD_DATA", folder_.path().c_str(), 1);
  EXPECT_EQ(data_file_place("new/file"), (folder_.path() / "new/file").string());
  EXPECT_EQ(data_file_place("/absolute"), "/absolute");
}

TEST_F(DataFileTest, IsLookedUpBelowTheWorkingDirectoryLast) {
  write("file", "here");
  std::filesystem::current_path(folder_.path());
  EXPECT_EQ(read_data_file("file").value(), "here");
}

TEST_F(DataFileTest, IsLookedUpBelowTheFolderOfTheEnvironmentAlone) {
  write("file", "here");
  write("other", "there");
  const auto folder = folder_.path() / "folder";
  std::filesystem::create_directory(folder);
  std::filesystem::rename(folder_.path() / "file", folder / "file");
  std::filesystem::current_path(folder_.path());
  setenv("PROOFLOAD_DATA", folder.c_str(), 1);
  EXPECT_EQ(read_data_file("file").value(), "here");
  for (const std::string path : {"other", "feeders/customers.csv"}) {
    const auto missing = read_data_file(path);
    ASSERT_FALSE(missing.ok()) << path;
    EXPECT_THAT(missing.error(), HasSubstr((folder / path).string()));
  }
}

TEST_F(DataFileTest, ThatIsMissingIsNamedWithAllPlaces) {
  const auto missing = read_data_file("no/such.csv");
  ASSERT_FALSE(missing.ok());
  EXPECT_THAT(missing.error(),
              AllOf(StartsWith("there is no file of test data no/such.csv: "),
                    HasSubstr("/data/no/such.csv"), HasSubstr("PROOFLOAD_DATA"),
                    HasSubstr((std::filesystem::current_path() / "no/such.csv").string())));
}

TEST_F(DataFileTest, ThatIsMissingInTheOnlyPlaceIsNamedWithThat) {
  const auto folder = folder_.path().string();
  EXPECT_EQ(read_data_file(folder + "/no.csv").error(),
            "there is no file of test data " + folder + "/no.csv: correct its path");
  setenv("PROOFLOAD_DATA", folder.c_str(), 1);
  EXPECT_EQ(read_data_file("no.csv").error(),
            "there is no file of test data no.csv: not at " + folder +
                "/no.csv; PROOFLOAD_DATA names the folder to look in");
}

TEST_F(DataFileTest, ThatIsAFolderIsRefused) {
  const auto folder = read_data_file(folder_.path().string());
  ASSERT_FALSE(folder.ok());
  EXPECT_THAT(folder.error(), HasSubstr("is a folder"));
}

}  // namespace
}  // namespace proofload
