// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/random.h>
#include <proofload/metrics/slice_log.h>
#include <proofload/testing/temporary_folder.h>

#include <gmock/gmock.h>

#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Bytes = std::vector<std::uint8_t>;

constexpr auto kept = SliceLog::kept_in_memory;

std::vector<Bytes> pieces_of(const SliceLog& log, std::size_t slice) {
  std::vector<Bytes> pieces;
  log.read(slice, [&](auto piece) { pieces.emplace_back(piece.begin(), piece.end()); });
  return pieces;
}

Bytes drawn(Random& random, std::size_t size) {
  Bytes bytes(size);
  for (auto& byte : bytes) byte = std::uint8_t(random());
  return bytes;
}

// Where temporary files go, until the end of the test.
class TemporaryFilesIn {
 public:
  explicit TemporaryFilesIn(const std::string& folder) {
    if (const char* before = std::getenv("TMPDIR")) before_ = before;
    setenv("TMPDIR", folder.c_str(), 1);
  }
  ~TemporaryFilesIn() {
    if (before_)
      setenv("TMPDIR", before_->c_str(), 1);
    else
      unsetenv("TMPDIR");
  }
  TemporaryFilesIn(const TemporaryFilesIn&) = delete;
  TemporaryFilesIn& operator=(const TemporaryFilesIn&) = delete;

 private:
  std::optional<std::string> before_;
};

// No file grows beyond this, as on a full disk, until the end of the test.
class FullDisk {
 public:
  explicit FullDisk(rlim_t size) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{size, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  void (*handler_)(int);
  rlimit before_{};
};

// A log whose pieces are kept a second time, to be compared.
struct Checked {
  SliceLog log;
  std::vector<std::vector<Bytes>> expected{};

  void append(std::size_t slice, const Bytes& bytes) {
    log.append(slice, bytes);
    if (expected.size() <= slice) expected.resize(slice + 1);
    expected[slice].push_back(bytes);
  }
  void expect_all() const {
    for (std::size_t slice = 0; slice < expected.size(); ++slice)
      ASSERT_EQ(pieces_of(log, slice), expected[slice]) << "slice " << slice;
  }
};

TEST(SliceLog, GivesBackTheNothingItHolds) {
  const SliceLog log;
  EXPECT_EQ(log.slices(), 0u);
  EXPECT_THAT(pieces_of(log, 0), IsEmpty());
  EXPECT_THAT(pieces_of(log, 7), IsEmpty());
}

TEST(SliceLog, GivesBackThePiecesOfASliceInTheirOrder) {
  SliceLog log;
  log.append(1, Bytes{1, 2});
  log.append(0, Bytes{3});
  log.append(1, Bytes{4, 5, 6});
  EXPECT_THAT(pieces_of(log, 0), ElementsAre(Bytes{3}));
  EXPECT_THAT(pieces_of(log, 1), ElementsAre(Bytes{1, 2}, Bytes{4, 5, 6}));
  EXPECT_EQ(log.slices(), 2u);
}

TEST(SliceLog, KeepsNoPieceWithoutBytes) {
  SliceLog log;
  log.append(4, {});
  EXPECT_THAT(pieces_of(log, 4), IsEmpty());
  EXPECT_EQ(log.slices(), 0u);
}

TEST(SliceLog, KeepsInMemoryWhatFitsAndSpillsOnTheFirstByteMore) {
  SliceLog log;
  log.append(0, Bytes(kept - 1));
  log.append(0, Bytes(1));
  EXPECT_EQ(log.file_size(), 0u);
  log.append(0, Bytes(1));
  EXPECT_EQ(log.file_size(), kept);
}

TEST(SliceLog, GivesBackExactlyWhatItSpilledAndWhatItStillHolds) {
  Random random(1);
  Checked checked;
  for (int piece = 0; piece < 2000; ++piece)
    checked.append(random.below(600), drawn(random, 1 + random.below(3000)));
  EXPECT_GT(checked.log.file_size(), 5 * kept);
  checked.expect_all();
}

TEST(SliceLog, TakesPiecesGreaterThanWhatItKeeps) {
  Random random(2);
  Checked checked;
  for (const auto size : {3 * kept, std::size_t{1}, kept, kept + 1, std::size_t{5}})
    checked.append(0, drawn(random, size));
  checked.expect_all();
}

TEST(SliceLog, CanBeReadWhileItGrows) {
  Random random(3);
  Checked checked;
  for (std::size_t slice = 0; slice < 20; ++slice) {
    checked.append(slice, drawn(random, kept / 3));
    checked.expect_all();
  }
}

TEST(SliceLog, HoldsLittleMoreThanItKeepsHoweverMuchItIsGiven) {
  SliceLog log;
  const Bytes piece(20'000);
  for (std::size_t slice = 0; slice < 3600; ++slice) log.append(slice, piece);
  EXPECT_GT(log.file_size(), 3600 * piece.size() - kept);
  EXPECT_LT(log.memory(), 2 * kept);
}

TEST(SliceLog, LeavesNoNameInTheTemporaryFolder) {
  const TemporaryFolder folder;
  const TemporaryFilesIn there(folder.path());
  SliceLog log;
  for (std::size_t slice = 0; slice < 3; ++slice) log.append(slice, Bytes(kept));
  EXPECT_EQ(log.file_size(), 2 * kept);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(SliceLog, KeepsEverythingInMemoryWhereThereCanBeNoFile) {
  for (const auto* folder : {"/proc/self", "/dev/null", "/there/is/none"}) {
    const TemporaryFilesIn there(folder);
    Random random(4);
    Checked checked;
    for (std::size_t slice = 0; slice < 100; ++slice) checked.append(slice, drawn(random, 10'000));
    EXPECT_EQ(checked.log.file_size(), 0u) << folder;
    EXPECT_GE(checked.log.memory(), 1'000'000u) << folder;
    checked.expect_all();
  }
}

TEST(SliceLog, KeepsTheRestInMemoryOnceTheDiskIsFull) {
  Random random(5);
  Checked checked;
  const auto fill = [&] {
    for (std::size_t slice = 0; slice < 100; ++slice) checked.append(slice, drawn(random, 10'000));
  };
  {
    const FullDisk disk(kept + kept / 2);
    fill();
  }
  const auto written = checked.log.file_size();
  EXPECT_GT(written, 0u);
  EXPECT_LE(written, kept);
  fill();
  EXPECT_EQ(checked.log.file_size(), written);
  checked.expect_all();
}

// The descriptor of the file without a name.
std::optional<int> spilled_file() {
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code error;
    const auto target = std::filesystem::read_symlink(entry.path(), error).string();
    if (target.find("/proofload-") != std::string::npos && target.ends_with("(deleted)"))
      return std::stoi(entry.path().filename());
  }
  return {};
}

TEST(SliceLog, ThrowsRatherThanLeavingOutWhatCannotBeReadBack) {
  SliceLog log;
  for (std::size_t slice = 0; slice < 3; ++slice) log.append(slice, Bytes(kept));
  const auto file = spilled_file();
  ASSERT_TRUE(file);
  ASSERT_EQ(ftruncate(*file, kept), 0);
  EXPECT_THAT(pieces_of(log, 0), ElementsAre(Bytes(kept)));
  EXPECT_THROW(pieces_of(log, 1), std::runtime_error);
}

TEST(SliceLog, ClosesItsFile) {
  {
    SliceLog log;
    log.append(0, Bytes(kept + 1));
    log.append(0, Bytes(1));
    ASSERT_TRUE(spilled_file());
  }
  EXPECT_FALSE(spilled_file());
}

}  // namespace
}  // namespace proofload
