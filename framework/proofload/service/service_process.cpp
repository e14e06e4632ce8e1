// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/clock.h>
#include <proofload/service/child_process.h>
#include <proofload/service/environment.h>
#include <proofload/service/free_port.h>
#include <proofload/service/log_file.h>
#include <proofload/service/log_tail.h>
#include <proofload/service/program_path.h>
#include <proofload/service/readiness.h>
#include <proofload/service/service_process.h>

#include <algorithm>
#include <filesystem>

namespace proofload {
namespace {

constexpr Duration between_questions = 20ms;
constexpr Duration longest_question = 1s;  // one that got lost must not use up all the time
constexpr std::size_t lines_in_errors = 10;

std::string with_port(std::string text, std::uint16_t port) {
  constexpr std::string_view place = "{port}";
  const auto number = std::to_string(port);
  for (auto at = text.find(place); at != std::string::npos; at = text.find(place, at))
    text.replace(at, place.size(), number);
  return text;
}

Result<SpawnRequest> request_for(const ServiceOptions& options, int output) {
  auto program = find_program(options.program);
  if (!program) return Error{program.error()};
  SpawnRequest request{
      .program = program.value(), .working_directory = options.working_directory, .output = output};
  for (const auto& argument : options.arguments)
    request.arguments.push_back(with_port(argument, options.port));
  auto variables = options.environment;
  for (auto& [name, value] : variables) value = with_port(value, options.port);
  request.environment = environment_with(variables);
  return request;
}

Result<std::uint16_t> port_for(const ServiceOptions& options) {
  if (options.port == 0) return free_port();
  if (const auto free = check_port_is_free(options.port); !free) return Error{free.error()};
  return options.port;
}

std::string joined(const std::vector<std::string>& sentences) {
  std::string text;
  for (const auto& sentence : sentences) text += (text.empty() ? "" : "; ") + sentence;
  return text;
}

}  // namespace

ServiceProcess::ServiceProcess(ServiceOptions options, LogFile log,
                               std::unique_ptr<ChildProcess> child)
    : options_(std::move(options)),
      log_(std::make_unique<LogFile>(std::move(log))),
      child_(std::move(child)) {}

ServiceProcess::~ServiceProcess() { stop(); }

Result<std::unique_ptr<ServiceProcess>> ServiceProcess::start(ServiceOptions options) {
  if (options.name.empty()) options.name = std::filesystem::path(options.program).filename();
  if (const auto found = problems(options); !found.empty())
    return Error{"service " + options.name + ": " + joined(found)};

  // A chosen port may be lost to another process before the service binds it (see free_port.h).
  for (int attempts_left = options.port == 0 ? 2 : 1;; --attempts_left) {
    auto service = launch(options);
    if (!service) return Error{"service " + options.name + ": " + service.error()};
    const auto ready = service.value()->wait_until_ready();
    if (ready) return service;
    if (attempts_left == 1 || !service.value()->death()) return Error{ready.error()};
  }
}

Result<std::unique_ptr<ServiceProcess>> ServiceProcess::launch(const ServiceOptions& options) {
  const auto port = port_for(options);
  if (!port) return Error{port.error()};
  ServiceOptions settled = options;
  settled.port = port.value();

  auto log = LogFile::open(options.log_file);
  if (!log) return Error{log.error()};
  auto request = request_for(settled, log.value().descriptor());
  if (!request) return Error{request.error()};
  auto child = ChildProcess::start(std::move(request).value());
  if (!child) return Error{child.error()};
  return std::unique_ptr<ServiceProcess>(
      new ServiceProcess(std::move(settled), std::move(log).value(), std::move(child).value()));
}

Result<void> ServiceProcess::wait_until_ready() const {
  const auto deadline = SteadyClock::now() + options_.ready_within;
  for (;;) {
    const Duration left = deadline - SteadyClock::now();
    const auto answer = ask_readiness(options_.port, options_.ready_path,
                                      std::clamp<Duration>(left, 1ms, longest_question));
    // Asked even after a good answer: it may be another process that gave it.
    const bool ended = child_->wait_for_end(answer.ready ? Duration{} : between_questions);
    if (ended) return Error{*ending() + " before it was ready" + log_excerpt()};
    if (answer.ready) return {};
    if (SteadyClock::now() >= deadline)
      return Error{title() + " was not ready within " + to_text(options_.ready_within) +
                   "; last, " + url() + options_.ready_path + ": " + answer.outcome +
                   log_excerpt()};
  }
}

std::string ServiceProcess::title() const {
  return options_.name + " (pid " + std::to_string(pid()) + ")";
}

std::string ServiceProcess::log_excerpt() const {
  const auto lines = last_log_lines(lines_in_errors);
  if (lines.empty()) return "; it printed nothing";
  const auto where = log_->is_temporary() ? "" : " (all of it in " + log_file() + ")";
  std::string text = "; the last it printed" + where + ":";
  for (const auto& line : lines) text += "\n  " + line;
  return text;
}

std::string ServiceProcess::url() const {
  return "http://127.0.0.1:" + std::to_string(options_.port);
}

pid_t ServiceProcess::pid() const { return child_->pid(); }

const std::string& ServiceProcess::log_file() const { return log_->path(); }

std::vector<std::string> ServiceProcess::last_log_lines(std::size_t count) const {
  return last_lines(log_file(), count);
}

std::optional<std::string> ServiceProcess::death() const {
  const auto ending = child_->ending();
  if (!ending || ending->asked) return {};
  return title() + " " + ending->how;
}

std::optional<std::string> ServiceProcess::ending() const {
  const auto ending = child_->ending();
  if (!ending) return {};
  return title() + " " + ending->how;
}

void ServiceProcess::stop() { child_->end(options_.stop_within); }

}  // namespace proofload
