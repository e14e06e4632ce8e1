// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/limit_lines.h>

#include <proofload/base/safe_text.h>
#include <proofload/report/format/text_columns.h>

#include <algorithm>

namespace proofload {
namespace {

std::string held_line(const Limit& limit, std::size_t width) {
  return left_aligned(limit.statement(), width) + "  " + limit.observed + ", " + limit.margin +
         ", " + samples_text(limit.samples) + "\n";
}

std::string indented(const std::string& text, std::size_t width) {
  auto lines = std::string(width, ' ') + safe_text(text);
  for (auto at = lines.find('\n'); at != lines.npos; at = lines.find('\n', at + 1))
    lines.insert(at + 1, width, ' ');
  return lines + "\n";
}

std::string place_text(const Limit& limit) {
  if (limit.file.empty())
    return limit.source == "baseline" ? "asked for by --compare-baseline"
                                      : "given on the " + limit.source;
  return "at " + limit.file + ":" + std::to_string(limit.line);
}

std::string broken_lines(const Limit& limit, std::size_t indent) {
  return limit.statement() + "\n" + indented(limit.explanation(), indent) +
         indented(place_text(limit), indent);
}

}  // namespace

std::string limit_lines(const std::vector<Limit>& limits, const ConsoleStyle& style) {
  if (limits.empty()) return {};
  std::size_t width = 0;
  for (const auto& limit : limits) width = std::max(width, columns(limit.statement()));
  auto text = "\n" + heading("LIMITS", style);
  const Limit* before = nullptr;
  for (const auto& limit : limits) {
    if (before == nullptr || before->subject != limit.subject)
      text += "    " + safe_line(limit.subject) + "\n";
    before = &limit;
    text += "    " + mark(limit.standing(), style) + " " +
            (limit.held ? held_line(limit, width) : broken_lines(limit, mark_width(style) + 5));
  }
  return text;
}

}  // namespace proofload
