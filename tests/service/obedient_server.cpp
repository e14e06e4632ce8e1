// SPDX-License-Identifier: Apache-2.0

// A service that does what its flags say, for the tests of the service layer.
//
//   --port N         listens there and answers every GET (without it: only waits)
//   --bind-after MS  before it listens
//   --status N       instead of 200
//   --answer TEXT    instead of an HTTP answer; "": closes without a word
//   --mute           accepts and never answers
//   --say TEXT       prints a line at the start; may be repeated
//   --exit N         exits with this code at the start, instead of serving
//   --exit-on-request N   exits with this code instead of answering
//   --ignore-term    ignores SIGTERM; otherwise it prints "asked to stop" and exits with code 0
//   --grandchild     starts a process that ignores SIGTERM, and prints "grandchild <pid>"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace {

struct Orders {
  std::optional<int> port;
  int bind_after = 0;
  std::string status = "200";
  std::optional<std::string> answer;
  bool mute = false;
  std::optional<int> exit;
  std::optional<int> exit_on_request;
};

void stop_politely(int) {
  constexpr char text[] = "asked to stop\n";
  [[maybe_unused]] const auto written = ::write(1, text, sizeof text - 1);
  ::_exit(0);
}

void start_grandchild() {
  const pid_t pid = ::fork();
  if (pid != 0) {
    std::cout << "grandchild " << pid << std::endl;
    return;
  }
  std::signal(SIGTERM, SIG_IGN);
  for (;;) ::pause();
}

Orders read_orders(const std::vector<std::string>& flags) {
  Orders orders;
  for (std::size_t i = 0; i < flags.size(); ++i) {
    const auto& flag = flags[i];
    if (flag == "--mute") orders.mute = true;
    if (flag == "--ignore-term") std::signal(SIGTERM, SIG_IGN);
    if (flag == "--grandchild") start_grandchild();
    if (flag == "--port") orders.port = std::stoi(flags.at(++i));
    if (flag == "--bind-after") orders.bind_after = std::stoi(flags.at(++i));
    if (flag == "--status") orders.status = flags.at(++i);
    if (flag == "--answer") orders.answer = flags.at(++i);
    if (flag == "--say") std::cout << flags.at(++i) << std::endl;
    if (flag == "--exit") orders.exit = std::stoi(flags.at(++i));
    if (flag == "--exit-on-request") orders.exit_on_request = std::stoi(flags.at(++i));
  }
  return orders;
}

int listen_on(int port) {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  const int yes = 1;
  ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listener, 16) != 0) {
    std::cerr << "cannot listen on port " << port << std::endl;
    std::exit(98);
  }
  return listener;
}

void answer(int connection, const Orders& orders) {
  char request[4096];
  const auto size = ::recv(connection, request, sizeof request, 0);
  if (size <= 0) return;  // a probe that only connects
  if (orders.exit_on_request) ::_exit(*orders.exit_on_request);
  const auto text = orders.answer.value_or("HTTP/1.1 " + orders.status +
                                           " Whatever\r\nContent-Length: 2\r\n\r\nok");
  ::send(connection, text.data(), text.size(), MSG_NOSIGNAL);
}

[[noreturn]] void serve(const Orders& orders) {
  const int listener = listen_on(*orders.port);
  for (;;) {
    const int connection = ::accept(listener, nullptr, nullptr);
    if (orders.mute) continue;
    answer(connection, orders);
    ::close(connection);
  }
}

}  // namespace

int main(int count, char** arguments) {
  std::signal(SIGTERM, stop_politely);
  const auto orders = read_orders({arguments + 1, arguments + count});
  if (orders.exit) return *orders.exit;
  std::this_thread::sleep_for(std::chrono::milliseconds(orders.bind_after));
  if (orders.port) serve(orders);
  for (;;) ::pause();
}
