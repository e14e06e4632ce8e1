// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/terminal.h>

#include <proofload/testing/options.h>

#include <sys/ioctl.h>
#include <unistd.h>

namespace proofload {
namespace {

constexpr std::size_t usual_width = 80;

bool is_terminal(std::FILE* output) { return isatty(fileno(output)) == 1; }

}  // namespace

ConsoleStyle style_of(std::FILE* output) {
  return console_style(is_terminal(output), environment_variable);
}

bool can_rewrite(std::FILE* output) {
  return takes_control_sequences(is_terminal(output), environment_variable);
}

std::size_t width_of(std::FILE* output) {
  winsize size{};
  if (ioctl(fileno(output), TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return usual_width;
  return size.ws_col;
}

}  // namespace proofload
