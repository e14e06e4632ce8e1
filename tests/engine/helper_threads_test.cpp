// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/helper_threads.h>

#include <gmock/gmock.h>
#include <boost/asio/io_context.hpp>

#include <atomic>
#include <thread>

namespace proofload {
namespace {

namespace asio = boost::asio;

// Once it is told to, it works until it has used so much processor time, and stays until told to
// go.
class BusyThread {
 public:
  explicit BusyThread(double seconds) : thread([this, seconds] { work(seconds); }) {}

  void begin() { tell(Phase::work); }
  void wait() {
    while (phase_ != Phase::done) std::this_thread::yield();
  }
  void end() {
    tell(Phase::leave);
    thread.join();
  }

 private:
  enum class Phase { before, work, done, leave };

  void tell(Phase phase) {
    phase_ = phase;
    phase_.notify_all();
  }
  void work(double seconds) {
    phase_.wait(Phase::before);
    timespec used{};
    do clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    while (double(used.tv_sec) + double(used.tv_nsec) * 1e-9 < seconds);
    phase_ = Phase::done;
    phase_.wait(Phase::done);
  }

  std::atomic<Phase> phase_{Phase::before};

 public:
  std::thread thread;  // last: it uses the phase
};

struct HelperThreadsTest : testing::Test {
  asio::io_context loop;
  HelperThreads& helpers = asio::use_service<HelperThreads>(loop);
};

TEST_F(HelperThreadsTest, TellWhatTheBusiestOfThemUsedSinceTheLastCall) {
  EXPECT_EQ(helpers.busiest_since_last(), 0);
  BusyThread little(0.002);
  BusyThread much(0.02);
  helpers.add(little.thread);
  helpers.add(much.thread);
  for (auto* thread : {&little, &much}) thread->begin();
  for (auto* thread : {&little, &much}) thread->wait();
  const auto used = helpers.busiest_since_last();
  EXPECT_GT(used, 0.01);
  EXPECT_LT(helpers.busiest_since_last(), used) << "since then they have waited";
  for (auto* thread : {&little, &much}) thread->end();
}

TEST_F(HelperThreadsTest, HaveUsedNothingMoreOnceTheyEnded) {
  BusyThread thread(0.002);
  helpers.add(thread.thread);
  thread.begin();
  thread.wait();
  thread.end();
  helpers.busiest_since_last();
  EXPECT_EQ(helpers.busiest_since_last(), 0);
}

}  // namespace
}  // namespace proofload
