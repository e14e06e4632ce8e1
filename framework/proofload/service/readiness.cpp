// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/clock.h>
#include <proofload/base/system_error.h>
#include <proofload/service/file_descriptor.h>
#include <proofload/service/loopback.h>
#include <proofload/service/readiness.h>

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <string_view>

namespace proofload {
namespace {

constexpr std::size_t longest_status_line = 4096;
constexpr std::size_t most_drained = 64 * 1024;
constexpr Duration drained_within = 100ms;

// One conversation on a socket that never blocks. Each step returns why it failed, or nothing.
class Question {
 public:
  using Failure = std::optional<std::string>;

  Question(std::uint16_t port, Duration within)
      : address_(loopback_address(port)), within_(within), deadline_(SteadyClock::now() + within) {}

  Failure connect();
  Failure send(const std::string& request);
  Failure receive_line();
  void drain();

  const std::string& received() const { return received_; }

 private:
  bool wait_for(short event);
  bool is_connected_to_itself() const;
  ssize_t receive();
  std::string too_late() const { return "no answer within " + to_text(within_); }

  sockaddr_in address_;
  Duration within_;
  SteadyClock::time_point deadline_;
  FileDescriptor socket_;
  std::string received_;
};

bool Question::wait_for(short event) {
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - SteadyClock::now());
    if (left.count() <= 0) return false;
    pollfd waiting{socket_.number(), event, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(std::min(left, 60'000ms).count()));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

// Where nobody listens on a port of the ephemeral range, a connection may be given that very port
// as its own and so reach itself. It must go without a trace, or it would keep the service off its
// port.
bool Question::is_connected_to_itself() const {
  sockaddr_in own{};
  socklen_t size = sizeof own;
  ::getsockname(socket_.number(), reinterpret_cast<sockaddr*>(&own), &size);
  if (own.sin_port != address_.sin_port) return false;
  const linger at_once{1, 0};
  ::setsockopt(socket_.number(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  return true;
}

Question::Failure Question::connect() {
  socket_ = FileDescriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!socket_) return system_error_text(errno);
  if (::connect(socket_.number(), reinterpret_cast<sockaddr*>(&address_), sizeof address_) != 0) {
    if (errno != EINPROGRESS) return system_error_text(errno);
    if (!wait_for(POLLOUT)) return "no connection within " + to_text(within_);
    int failure = 0;
    socklen_t size = sizeof failure;
    ::getsockopt(socket_.number(), SOL_SOCKET, SO_ERROR, &failure, &size);
    if (failure != 0) return system_error_text(failure);
  }
  if (is_connected_to_itself()) return system_error_text(ECONNREFUSED);
  return {};
}

Question::Failure Question::send(const std::string& request) {
  std::string_view rest = request;
  while (!rest.empty()) {
    const auto sent = ::send(socket_.number(), rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent > 0) rest.remove_prefix(static_cast<std::size_t>(sent));
    if (sent < 0 && errno != EAGAIN && errno != EINTR) return system_error_text(errno);
    if (!rest.empty() && !wait_for(POLLOUT)) return too_late();
  }
  return {};
}

ssize_t Question::receive() {
  char buffer[4096];
  const auto size = ::recv(socket_.number(), buffer, sizeof buffer, 0);
  if (size > 0) received_.append(buffer, static_cast<std::size_t>(size));
  return size;
}

Question::Failure Question::receive_line() {
  while (received_.find('\n') == std::string::npos && received_.size() < longest_status_line) {
    if (!wait_for(POLLIN)) return too_late();
    const auto size = receive();
    if (size == 0) return "closed the connection without an answer";
    if (size < 0 && errno != EAGAIN && errno != EINTR) return system_error_text(errno);
  }
  return {};
}

// A connection closed with bytes unread is reset, which some services put into their log as an
// error.
void Question::drain() {
  deadline_ = std::min(deadline_, SteadyClock::now() + drained_within);
  while (received_.size() < most_drained && wait_for(POLLIN) && receive() > 0) {
  }
}

std::optional<int> status_of(std::string_view line) {
  constexpr std::string_view start = "HTTP/1.x 200";
  if (line.size() < start.size() || !line.starts_with("HTTP/1.") || line[8] != ' ') return {};
  const auto digits = line.substr(9, 3);
  if (!std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; })) return {};
  return (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0');
}

std::string get_request(std::uint16_t port, const std::string& path) {
  return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
         "\r\nUser-Agent: proofload\r\nAccept: */*\r\nConnection: close\r\n\r\n";
}

}  // namespace

Readiness ask_readiness(std::uint16_t port, const std::string& path, Duration within) {
  Question question(port, within);
  if (const auto failure = question.connect()) return {false, *failure};
  if (path.empty()) return {true, "accepted a connection"};
  if (const auto failure = question.send(get_request(port, path))) return {false, *failure};
  if (const auto failure = question.receive_line()) return {false, *failure};
  question.drain();
  const auto status = status_of(question.received());
  if (!status) return {false, "answered with something that is not HTTP/1"};
  return {*status / 100 == 2, "answered " + std::to_string(*status)};
}

}  // namespace proofload
