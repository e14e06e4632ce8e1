// SPDX-License-Identifier: Apache-2.0
#include <proofload/service/child_process.h>
#include <proofload/service/environment.h>
#include <proofload/service/log_file.h>
#include <proofload/service/log_tail.h>
#include <proofload/service/service_process.h>

#include <gmock/gmock.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "eventually.h"
#include "listener.h"

namespace proofload {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;

ServiceOptions server(std::vector<std::string> flags = {}) {
  flags.insert(flags.end(), {"--port", "{port}"});
  return {.name = "registry", .program = OBEDIENT_SERVER, .arguments = flags, .ready_within = 20s};
}

std::unique_ptr<ServiceProcess> started(ServiceOptions options) {
  auto service = ServiceProcess::start(std::move(options));
  EXPECT_TRUE(service.ok()) << service.error();
  return service.ok() ? std::move(service).value() : nullptr;
}

std::string error_of(ServiceOptions options) {
  const auto service = ServiceProcess::start(std::move(options));
  return service.ok() ? "started" : service.error();
}

std::string kept_log(const std::string& name) {
  return std::filesystem::path(testing::TempDir()) /
         ("proofload-" + std::to_string(::getpid()) + "-" + name);
}

TEST(Service, IsReadyWhenItHasStarted) {
  const auto service = started(server({"--bind-after", "100"}));
  ASSERT_TRUE(service);
  EXPECT_TRUE(is_alive(service->pid()));
  EXPECT_EQ(service->url(), "http://127.0.0.1:" + std::to_string(service->port()));
  EXPECT_FALSE(service->death());
  EXPECT_FALSE(service->ending());
}

TEST(Service, MayBeReadyWithAConnectionAlone) {
  auto options = server({"--mute"});
  options.ready_path = "";
  EXPECT_TRUE(started(options));
}

TEST(Service, LearnsItsPortFromTheEnvironmentToo) {
  ServiceOptions options{.program = "sh",
                         .arguments = {"-c", "exec \"$SERVER\" --port \"$PORT\""},
                         .environment = {{"SERVER", OBEDIENT_SERVER}, {"PORT", "{port}"}},
                         .ready_within = 20s};
  const auto service = started(options);
  ASSERT_TRUE(service);
  EXPECT_EQ(service->name(), "sh");
}

TEST(Service, IsNotStartedWithOptionsThatCannotBe) {
  EXPECT_THAT(error_of({.program = "/bin/server", .ready_path = "health"}),
              AllOf(StartsWith("service server: nothing tells the service its port"),
                    HasSubstr("; ready_path must begin with /")));
}

TEST(Service, SaysThatItsProgramIsMissing) {
  auto options = server();
  options.program = "/there/is/no/such/program";
  EXPECT_EQ(error_of(options),
            "service registry: cannot run /there/is/no/such/program: No such file or directory");
}

TEST(Service, SaysThatItsPortIsTaken) {
  const Listener other;
  auto options = server();
  options.port = other.port();
  EXPECT_EQ(error_of(options), "service registry: port " + std::to_string(other.port()) +
                                   " is taken by another process");
}

TEST(Service, SaysHowLongItWasWaitedForAndWhatItSaidLast) {
  auto options = server({"--status", "503", "--say", "waiting for the database"});
  options.ready_within = 500ms;
  const auto error = error_of(options);
  EXPECT_THAT(error,
              AllOf(StartsWith("registry (pid "),
                    HasSubstr(") was not ready within 500 ms; last, http://127.0.0.1:"),
                    HasSubstr("/health: answered 503; the last it printed:\n  waiting for")));
}

TEST(Service, LeavesNothingBehindWhenItWasNeverReady) {
  const auto log = kept_log("never-ready");
  auto options = server({"--status", "503", "--ignore-term", "--grandchild"});
  options.ready_within = 200ms;
  options.stop_within = 10ms;
  options.log_file = log;
  const auto error = error_of(options);
  EXPECT_THAT(error, HasSubstr("(all of it in " + log + ")"));
  const auto pid = std::stoi(error.substr(error.find("(pid ") + 5));
  EXPECT_FALSE(is_alive(pid));
  const auto grandchild = std::stoi(content_of(log).substr(std::string("grandchild ").size()));
  EXPECT_TRUE(eventually([&] { return !is_alive(grandchild); }));
  std::filesystem::remove(log);
}

TEST(Service, IsNotWaitedForOnceItDied) {
  auto options = server({"--say", "no \x1b[31mdatabase", "--exit", "3"});
  options.ready_within = 10min;
  EXPECT_THAT(error_of(options),
              AllOf(StartsWith("registry (pid "),
                    EndsWith(") exited with code 3 before it was ready; the last it printed:\n"
                             "  no \\x1b[31mdatabase")));
}

TEST(Service, IsNotWaitedForOnceAQuestionKilledIt) {
  auto options = server({"--exit-on-request", "7"});
  options.ready_within = 10min;
  EXPECT_THAT(error_of(options), HasSubstr("exited with code 7 before it was ready"));
}

TEST(Service, SaysThatItPrintedNothing) {
  EXPECT_THAT(error_of(server({"--exit", "3"})), EndsWith("it printed nothing"));
}

// A script that counts its starts in a file and serves only from the second on.
ServiceOptions serving_at_the_second_start(const std::string& count) {
  const std::string script = "echo >> \"$COUNT\"; [ $(wc -l < \"$COUNT\") -gt 1 ] || exit 98; ";
  return {.program = "/bin/sh",
          .arguments = {"-c", script + "exec \"$SERVER\" --port {port}"},
          .environment = {{"COUNT", count}, {"SERVER", OBEDIENT_SERVER}},
          .ready_within = 20s};
}

TEST(Service, IsStartedOnceMoreWhenItDiesOnAChosenPort) {
  const auto count = kept_log("count");
  EXPECT_TRUE(started(serving_at_the_second_start(count)));
  EXPECT_EQ(content_of(count), "\n\n");
  std::filesystem::remove(count);
}

TEST(Service, IsStartedOnlyOnceOnItsOwnPort) {
  const auto count = kept_log("count-own-port");
  auto options = serving_at_the_second_start(count);
  { options.port = Listener().port(); }
  EXPECT_THAT(error_of(options), HasSubstr("exited with code 98"));
  EXPECT_EQ(content_of(count), "\n");
  std::filesystem::remove(count);
}

TEST(Service, IsKnownToBeDeadAtOnce) {
  const auto service = started(server());
  ASSERT_TRUE(service);
  ::kill(service->pid(), SIGKILL);
  ASSERT_TRUE(eventually([&] { return service->death().has_value(); }));
  const auto sentence =
      "registry (pid " + std::to_string(service->pid()) + ") was killed by signal 9 (SIGKILL)";
  EXPECT_EQ(service->death(), sentence);
  service->stop();
  EXPECT_EQ(service->death(), sentence) << "stopping what is dead changes nothing";
  EXPECT_EQ(service->ending(), sentence);
}

TEST(Service, CanBeWatchedFromAnotherThread) {
  const auto service = started(server());
  ASSERT_TRUE(service);
  bool seen = false;
  std::thread watcher([&] { seen = eventually([&] { return service->death().has_value(); }); });
  ::kill(service->pid(), SIGKILL);
  watcher.join();
  EXPECT_TRUE(seen);
}

TEST(Service, DidNotDieWhenItWasStopped) {
  const auto service = started(server());
  ASSERT_TRUE(service);
  service->stop();
  service->stop();
  EXPECT_FALSE(service->death());
  EXPECT_THAT(*service->ending(), EndsWith("exited with code 0"));
  EXPECT_THAT(service->last_log_lines(1), ElementsAre("asked to stop"));
}

TEST(Service, IsKilledWhenItDoesNotStopInTime) {
  auto options = server({"--ignore-term"});
  options.stop_within = 20ms;
  const auto service = started(options);
  ASSERT_TRUE(service);
  service->stop();
  EXPECT_FALSE(service->death());
  EXPECT_THAT(*service->ending(), EndsWith("was killed by signal 9 (SIGKILL)"));
}

TEST(Service, KeepsALogThatHasAName) {
  const auto log = kept_log("named");
  auto options = server({"--say", "hello"});
  options.log_file = log;
  { EXPECT_TRUE(started(options)); }
  EXPECT_THAT(content_of(log), StartsWith("hello\n"));
  std::filesystem::remove(log);
}

TEST(Service, RemovesALogThatHasNone) {
  auto service = started(server());
  ASSERT_TRUE(service);
  const auto log = service->log_file();
  EXPECT_TRUE(std::filesystem::exists(log));
  service.reset();
  EXPECT_FALSE(std::filesystem::exists(log));
}

TEST(Service, NeverShowsAValueOfItsEnvironment) {
  auto options = server({"--exit", "1"});
  options.environment = {{"API_KEY", "sesame"}};
  EXPECT_THAT(error_of(options), Not(HasSubstr("sesame")));
}

TEST(Service, DiesWithATestBinaryThatIsKilled) {
  const auto log = LogFile::open("").value();
  const auto owner = ChildProcess::start({.program = SERVICE_OWNER,
                                          .arguments = {OBEDIENT_SERVER},
                                          .environment = environment_with({}),
                                          .working_directory = "",
                                          .output = log.descriptor()});
  ASSERT_TRUE(owner.ok()) << owner.error();
  std::optional<pid_t> service;
  ASSERT_TRUE(eventually([&] {
    service = number_after("service", last_lines(log.path(), 10));
    return service.has_value();
  })) << content_of(log.path());
  EXPECT_TRUE(is_alive(*service));
  ::kill(owner.value()->pid(), SIGKILL);
  EXPECT_TRUE(eventually([&] { return !is_alive(*service); }));
}

}  // namespace
}  // namespace proofload
