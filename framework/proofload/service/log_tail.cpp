// SPDX-License-Identifier: Apache-2.0
#include <proofload/base/safe_text.h>
#include <proofload/base/secret.h>
#include <proofload/service/file_descriptor.h>
#include <proofload/service/log_tail.h>

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <string_view>

namespace proofload {
namespace {

constexpr std::size_t most_read = 64 * 1024;
constexpr std::size_t longest_line = 500;
constexpr char left_out[] = "…";

struct Tail {
  std::string text;
  bool from_the_start = true;
};

// Hidden before anything is cut. What was read may begin within a secret: its rest goes.
std::string without_parts_of_secrets(const std::string& text, bool from_the_start,
                                     std::size_t longest) {
  auto shown = without_secrets(text);
  if (!from_the_start) shown.erase(0, longest);
  return shown;
}

Tail read_tail(const std::string& file) {
  const FileDescriptor log(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat facts {};
  if (!log || ::fstat(log.number(), &facts) != 0 || !S_ISREG(facts.st_mode)) return {};
  const auto longest = longest_secret();
  const auto start = std::max<off_t>(0, facts.st_size - off_t(most_read + longest));
  Tail tail{std::string(static_cast<std::size_t>(facts.st_size - start), '\0'), start == 0};
  const auto size = ::pread(log.number(), tail.text.data(), tail.text.size(), start);
  tail.text.resize(static_cast<std::size_t>(std::max<ssize_t>(0, size)));
  tail.text = without_parts_of_secrets(tail.text, tail.from_the_start, longest);
  return tail;
}

std::string shown(std::string_view line) {
  if (line.size() <= longest_line) return safe_line(line);
  return safe_line(line.substr(0, longest_line)) + left_out;
}

}  // namespace

std::vector<std::string> last_lines(const std::string& file, std::size_t count) {
  const Tail tail = read_tail(file);
  std::string_view rest = tail.text;
  if (rest.ends_with('\n')) rest.remove_suffix(1);
  if (tail.text.empty()) return {};

  std::vector<std::string> lines;
  while (lines.size() < count) {
    const auto line_break = rest.rfind('\n');
    if (line_break == std::string_view::npos) {
      lines.push_back((tail.from_the_start ? "" : left_out) + shown(rest));
      break;
    }
    lines.push_back(shown(rest.substr(line_break + 1)));
    rest = rest.substr(0, line_break);
  }
  std::ranges::reverse(lines);
  return lines;
}

}  // namespace proofload
