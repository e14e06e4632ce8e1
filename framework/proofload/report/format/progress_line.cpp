// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/progress_line.h>

#include <proofload/report/format/text_columns.h>
#include <proofload/report/quantity.h>
#include <proofload/units/quantity_text.h>
#include <proofload/units/users.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace proofload {
namespace {

constexpr std::size_t bar_width = 10;
constexpr std::string_view part_gap = "  ";

double share_done(const Progress& progress) {
  if (progress.length <= Duration{}) return 1;
  return std::clamp(in_seconds(progress.elapsed) / in_seconds(progress.length), 0.0, 1.0);
}

std::string bar(double share) {
  const auto done = std::size_t(share * bar_width);
  return "[" + std::string(done, '#') + std::string(bar_width - done, '.') + "]";
}

std::string whole_seconds(Duration duration) {
  return to_text(std::chrono::round<std::chrono::seconds>(duration));
}

std::string time_left(const Progress& progress) {
  if (progress.elapsed >= progress.length) return "ending";
  return whole_seconds(progress.length - progress.elapsed) + " left";
}

std::string rates(const Progress& progress) {
  auto text = number_text(progress.starts_per_second);
  if (progress.planned_per_second) text += " of " + number_text(*progress.planned_per_second);
  return text + "/s";
}

std::string failures(const Progress& progress) {
  auto text = count_text(double(progress.failed_so_far)) + " failed";
  if (progress.failed > 0) text += ", " + count_text(double(progress.failed)) + " now";
  return text;
}

struct Part {
  std::string text;
  std::uint64_t alarm = 0;  // shown in red where it is not zero
};

// Response times and failures are measured from the end of the warm-up on.
std::vector<Part> figures(const Progress& progress) {
  std::vector<Part> parts{{rates(progress)}, {to_text(Users(progress.users))}};
  if (progress.warming_up) {
    parts.push_back({"warm-up"});
    return parts;
  }
  const auto p95 = to_text(Quantity::milliseconds, progress.p95);
  parts.push_back({"p95 " + (progress.requests > 0 ? p95 : std::string("-"))});
  parts.push_back({failures(progress), progress.failed_so_far});
  return parts;
}

}  // namespace

std::string progress_line(const Progress& progress) {
  auto text = fmt::format("{:>7} of {} ({} %)", whole_seconds(progress.elapsed),
                          to_text(progress.length), std::floor(100 * share_done(progress)));
  for (const auto& part : figures(progress)) text += std::string(part_gap) + part.text;
  return text + std::string(part_gap) + time_left(progress);
}

std::string progress_line(const Progress& progress, std::size_t width, const ConsoleStyle& style) {
  const auto room = width > 0 ? width - 1 : 0;
  const auto head = bar(share_done(progress)) + " " + time_left(progress);
  std::string text(cut_to(head, room));
  auto taken = columns(text);
  for (const auto& part : figures(progress)) {
    taken += part_gap.size() + columns(part.text);
    if (taken > room) break;
    text += std::string(part_gap) + alarming(part.text, part.alarm, style);
  }
  return text;
}

}  // namespace proofload
