// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/progress_display.h>

#include <gtest/gtest.h>

#include <pty.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <string>

namespace proofload {
namespace {

Progress at(Duration elapsed) {
  Progress progress;
  progress.elapsed = elapsed;
  progress.length = 1min;
  return progress;
}

// The far end of a terminal, and its near end as a file.
struct Terminal {
  explicit Terminal(unsigned short width) {
    winsize size{};
    size.ws_col = width;
    int near = -1;
    EXPECT_EQ(openpty(&far, &near, nullptr, nullptr, &size), 0);
    output.reset(fdopen(near, "w"));
  }
  ~Terminal() { close(far); }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  std::string shown() const {
    char text[1000];
    const auto size = read(far, text, sizeof text);
    return {text, size > 0 ? std::size_t(size) : 0};
  }

  int far = -1;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> output{nullptr, std::fclose};
};

TEST(ProgressDisplay, WritesToALogLessAndLessOften) {
  EXPECT_EQ(next_log_line(0s), 5s);
  EXPECT_EQ(next_log_line(11s), 15s) << "a line that is late delays no other";
  EXPECT_EQ(next_log_line(20s), 30s);
  EXPECT_EQ(next_log_line(59s), 60s);
  EXPECT_EQ(next_log_line(60s), 120s);
  EXPECT_EQ(next_log_line(2h + 3s), 2h + 5min);
}

TEST(ProgressDisplay, WritesWholeLinesToALog) {
  std::FILE* log = std::tmpfile();
  ASSERT_NE(log, nullptr);
  {
    ProgressDisplay display(log);
    for (auto second = 1s; second <= 11s; ++second) display.show(at(second));
  }
  std::string written(1000, '\0');
  std::rewind(log);
  written.resize(std::fread(written.data(), 1, written.size(), log));
  std::fclose(log);
  EXPECT_EQ(written,
            "    5 s of 1 min (8 %)  0/s  0 users  p95 -  0 failed  55 s left\n"
            "   10 s of 1 min (16 %)  0/s  0 users  p95 -  0 failed  50 s left\n");
}

TEST(ProgressDisplay, WritesOverOneLineOfATerminalAsWideAsItIs) {
  setenv("TERM", "xterm", 1);
  const Terminal terminal(36);
  {
    ProgressDisplay display(terminal.output.get());
    display.show(at(30s));
    EXPECT_EQ(terminal.shown(), "\r\033[K[#####.....] 30 s left  0/s");
    display.show(at(31s));
    EXPECT_EQ(terminal.shown(), "\r\033[K[#####.....] 29 s left  0/s");
  }
  EXPECT_EQ(terminal.shown(), "\r\033[K") << "nothing of it stays";
}

}  // namespace
}  // namespace proofload
