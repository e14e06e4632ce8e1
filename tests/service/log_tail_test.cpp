// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/secret.h>
#include <proofload/service/log_file.h>
#include <proofload/service/log_tail.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

struct LogTail : testing::Test {
  void write(const std::string& text) {
    ASSERT_EQ(::write(log.descriptor(), text.data(), text.size()), ssize_t(text.size()));
  }
  std::vector<std::string> tail(std::size_t count) { return last_lines(log.path(), count); }

  LogFile log = LogFile::open("").value();
};

TEST_F(LogTail, GivesTheLastLinesOldestFirst) {
  write("one\ntwo\nthree\n");
  EXPECT_THAT(tail(2), ElementsAre("two", "three"));
  EXPECT_THAT(tail(9), ElementsAre("one", "two", "three"));
  EXPECT_THAT(tail(0), IsEmpty());
}

TEST_F(LogTail, KeepsEmptyLinesAndALastLineWithoutAnEnd) {
  write("one\n\ntwo");
  EXPECT_THAT(tail(9), ElementsAre("one", "", "two"));
}

TEST_F(LogTail, IsEmptyWhereThereIsNothingToRead) {
  EXPECT_THAT(tail(9), IsEmpty());
  EXPECT_THAT(last_lines("/there/is/no/such/file", 9), IsEmpty());
  EXPECT_THAT(last_lines("/dev/zero", 9), IsEmpty());
}

TEST_F(LogTail, MakesWhatAHostileServicePrintsHarmless) {
  write("\x1b]0;title\x07\n");
  EXPECT_THAT(tail(1), ElementsAre("\\x1b]0;title\\x07"));
}

TEST_F(LogTail, ShortensALongLine) {
  write(std::string(501, 'x') + "\n");
  EXPECT_THAT(tail(1), ElementsAre(std::string(500, 'x') + "…"));
}

TEST_F(LogTail, ReadsOnlyTheEndOfALongLog) {
  for (int i = 0; i < 2000; ++i) write(std::string(99, 'a' + char(i % 26)) + "\n");
  const auto lines = tail(2000);
  ASSERT_THAT(lines, SizeIs(656)) << "64 KiB at 100 bytes a line, and a part of one more";
  EXPECT_EQ(lines.front().substr(0, 3), "…");
  EXPECT_EQ(lines.back(), std::string(99, 'a' + char(1999 % 26)));
}

TEST_F(LogTail, ShowsThatALineBeganBeforeWhatWasRead) {
  write(std::string(100'000, 'x'));
  EXPECT_THAT(tail(3), ElementsAre("…" + std::string(500, 'x') + "…"));
}

TEST_F(LogTail, CutsNoSecretOfALongLineInTwo) {
  write(std::string(490, 'x') + secret("log-tail-hunter2") + "\n");
  EXPECT_THAT(tail(1), ElementsAre(std::string(490, 'x') + "[secret]"));
}

TEST_F(LogTail, CutsNoSecretInTwoWhereItBeginsToRead) {
  const auto hidden = secret("log-tail-of-a-long-log-hunter3");
  write(hidden + "\n" + std::string(64 * 1024 - 10, 'x'));
  ASSERT_EQ(tail(9).size(), 2u) << "the end of the first line is among what is read";
  EXPECT_THAT(tail(9).front(), Not(HasSubstr("hunter3")));
  write(std::string(20, 'x'));
  EXPECT_THAT(tail(9).front(), Not(HasSubstr("hunter3"))) << "read from its middle";
}

TEST_F(LogTail, HidesASecretOfSeveralLines) {
  write("key:" + secret("log-tail-line-1\nlog-tail-line-2") + ".\n");
  EXPECT_THAT(tail(9), ElementsAre("key:[secret]."));
}

}  // namespace
}  // namespace proofload
