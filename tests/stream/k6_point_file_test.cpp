// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/k6_point_file.h>

#include <proofload/testing/temporary_folder.h>
#include <support/run_builder.h>

#include <gmock/gmock.h>

#include <sys/stat.h>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace proofload {
namespace {

using testing::HasSubstr;

constexpr WallClock::time_point started{1'787'306'400s};

class K6PointFileTest : public testing::Test {
 protected:
  std::unique_ptr<RunObserver> open(std::size_t most_queued = 1 << 20, Duration patience = 5s) {
    auto file = K6PointFile::create({path, {{"vus", "value<9"}}, most_queued, patience});
    EXPECT_TRUE(file.ok()) << file.error();
    file.value()->begin({"Suite.Name", started, 10s});
    return std::move(file).value();
  }

  static std::string conclude(RunObserver& file) {
    return file.conclude({RunBuilder().report(), {}, {}, {}});
  }

  std::string content() const {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }

  static std::unique_ptr<const Measurements> measurements(const std::vector<Metric>& metrics) {
    auto all = std::make_unique<Measurements>(Timeline(10s));
    Recorder recorder;
    for (const auto& metric : metrics) recorder.record(metric, {}, 1);
    all->add(0, *recorder.exchange(1));
    return all;
  }

  const std::unique_ptr<const Measurements> one = measurements({metrics::vus});
  const std::unique_ptr<const Measurements> two = measurements({metrics::vus, metrics::vus_max});
  TemporaryFolder folder;
  std::filesystem::path path = folder.path() / "points.json";
};

TEST_F(K6PointFileTest, WantsEverySample) { EXPECT_TRUE(open()->wants_samples()); }

TEST_F(K6PointFileTest, WritesTheSamplesOfARunInTheirOrder) {
  const auto file = open();
  file->samples(*one, std::vector<Sample>{{1s, 0, 3}, {2s, 0, 4}});
  file->samples(*two, std::vector<Sample>{{3s, 1, 9}});
  EXPECT_EQ(conclude(*file), "");
  K6PointWriter writer(std::vector<K6PlannedThreshold>{{"vus", "value<9"}});
  std::string expected;
  writer.append(expected, {metrics::vus, {}}, 0, started + 1s, 3);
  writer.append(expected, {metrics::vus, {}}, 0, started + 2s, 4);
  writer.append(expected, {metrics::vus_max, {}}, 1, started + 3s, 9);
  EXPECT_EQ(content(), expected);
}

TEST_F(K6PointFileTest, WritesMoreThanItWritesAtATime) {
  const auto file = open();
  file->samples(*one, std::vector<Sample>(20'000, {1s, 0, 3}));
  EXPECT_EQ(conclude(*file), "");
  const auto text = content();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 20'001);
}

TEST_F(K6PointFileTest, EmptiesAnOlderFile) {
  std::ofstream(path) << "old";
  EXPECT_EQ(conclude(*open()), "");
  EXPECT_EQ(content(), "");
}

TEST_F(K6PointFileTest, SaysWhichFileCannotBeCreatedAndWhy) {
  path = folder.path() / "missing" / "points.json";
  const auto file = K6PointFile::create({path});
  ASSERT_FALSE(file.ok());
  EXPECT_EQ(file.error(), "cannot write points to " + path.string() +
                              ": No such file or directory; choose another file");
}

TEST_F(K6PointFileTest, CountsWhatDidNotFitIntoTheQueueAndWritesTheRest) {
  const auto file = open(10 * sizeof(Sample));
  file->samples(*one, std::vector<Sample>(11, {1s, 0, 3}));
  file->samples(*one, std::vector<Sample>(1, {1s, 0, 4}));
  EXPECT_EQ(conclude(*file), "11 of 12 samples are missing in " + path.string() +
                                 ": they came faster than they could be written");
  EXPECT_THAT(content(), HasSubstr(R"("value":4)"));
}

TEST_F(K6PointFileTest, SaysThatTheDiskIsFullOnlyAtTheEnd) {
  path = "/dev/full";
  const auto file = open();
  file->samples(*one, std::vector<Sample>(2, {1s, 0, 3}));
  file->samples(*one, std::vector<Sample>(1, {1s, 0, 3}));
  EXPECT_EQ(conclude(*file), "3 of 3 samples are missing in /dev/full: No space left on device");
}

TEST_F(K6PointFileTest, DoesNotWaitForeverForADiskThatHangs) {
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  const int reader = ::open(path.c_str(), O_RDONLY | O_NONBLOCK);  // and never reads
  const auto file = open(1 << 20, 0s);
  file->samples(*one, std::vector<Sample>(20'000, {1s, 0, 3}));
  pollfd written{reader, POLLIN, 0};
  ASSERT_EQ(poll(&written, 1, -1), 1);  // now it hangs: the rest of the first chunk does not fit
  EXPECT_EQ(conclude(*file), "20000 of 20000 samples are missing in " + path.string() +
                                 ": the end of the run could not wait longer for the disk");
  close(reader);
}

TEST_F(K6PointFileTest, EndsQuietlyWhereTheRunNeverBegan) {
  EXPECT_TRUE(K6PointFile::create({path}).ok());
  EXPECT_EQ(content(), "");
}

TEST_F(K6PointFileTest, PutsTheTagsOfTheRunOnEverySample) {
  K6PointFileOptions options{path};
  options.tags = {{"testid", "42"}};
  auto file = K6PointFile::create(options);
  ASSERT_TRUE(file.ok()) << file.error();
  file.value()->begin({"Suite.Name", started, 10s});
  file.value()->samples(*one, std::vector<Sample>{{1s, 0, 3}});
  EXPECT_EQ(conclude(*file.value()), "");
  EXPECT_THAT(content(), HasSubstr(R"("tags":{"testid":"42"})"));
}

}  // namespace
}  // namespace proofload
