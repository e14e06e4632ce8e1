// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/result_files.h>

#include <proofload/testing/temporary_folder.h>
#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

RunResult result() { return result_of(RunBuilder().requests(10, 1).report(), {}, {}); }

TEST(ResultFiles, WritesAllFilesAndLeavesNothingElse) {
  const TemporaryFolder folder;
  const ResultFiles files(folder.path() / "deep" / "er", "Suite.Name");
  ASSERT_TRUE(files.prepare());
  ASSERT_TRUE(files.write(result()));
  for (const auto* suffix : {".json", ".html", ".md", ".junit.xml"})
    EXPECT_TRUE(fs::exists(folder.path() / "deep/er" / ("Suite.Name" + std::string(suffix))));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path() / "deep/er"), {}), 4);
}

TEST(ResultFiles, WritesTheFormatsThatWereAskedForBesideAndClearsThemToo) {
  const TemporaryFolder folder;
  const ResultFiles files(folder.path(), "Suite.Name");
  const auto exports = parse_exports("vegeta,hdrplot,k6-points");
  ASSERT_TRUE(exports);
  ASSERT_TRUE(files.write(result(), exports.value()));
  EXPECT_TRUE(fs::exists(folder.path() / "Suite.Name.vegeta.json"));
  EXPECT_TRUE(fs::exists(folder.path() / "Suite.Name.hdrplot.txt"));
  EXPECT_FALSE(fs::exists(folder.path() / "Suite.Name.k6-points.json")) << "written while it plays";
  files.clear();
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(Exports, SayWhichFormatsThereAreWhereOneIsUnknown) {
  const auto exports = parse_exports("vegeta,pdf");
  ASSERT_FALSE(exports);
  EXPECT_EQ(exports.error(),
            "there is no format \"pdf\" to export; there are k6-points, k6-summary, "
            "k6-summary-export, vegeta, hdrplot");
}

TEST(ResultFiles, NamesAFolderThatCannotBeMade) {
  const ResultFiles files("/proc/nowhere", "Suite.Name");
  const auto usable = files.prepare();
  ASSERT_FALSE(usable);
  EXPECT_THAT(usable.error(), HasSubstr("/proc/nowhere"));
  EXPECT_THAT(usable.error(), HasSubstr("--output"));
}

TEST(ResultFiles, NamesAFileThatCannotBeWritten) {
  const TemporaryFolder folder;
  const ResultFiles files(folder.path(), "Suite.Name");
  fs::create_directory(files.json());  // stands in the way
  const auto written = files.write(result());
  ASSERT_FALSE(written);
  EXPECT_THAT(written.error(), HasSubstr(files.json().string()));
  EXPECT_TRUE(fs::exists(files.junit())) << "the other file is written nevertheless";
}

TEST(ResultFiles, MakesASafeNameOfAnyTest) {
  EXPECT_EQ(file_name("Suite/Name.Case/0 <T>"), "Suite_Name.Case_0__T_");
}

}  // namespace
}  // namespace proofload
