// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/dotted_lines.h>

#include <proofload/report/format/text_columns.h>

#include <algorithm>

namespace proofload {
namespace {

constexpr std::size_t least_dots = 2;

struct Widths {
  std::size_t name = 0;
  std::vector<std::size_t> distributions;
  std::vector<std::size_t> others;

  void add(const DottedLine& line) {
    name = std::max(name, columns(line.name) + least_dots);
    auto& widths = line.distribution ? distributions : others;
    widths.resize(std::max(widths.size(), line.values.size()));
    for (std::size_t i = 0; i < line.values.size(); ++i)
      widths[i] = std::max(widths[i], columns(line.values[i]));
  }
};

std::string line_text(const DottedLine& line, const Widths& widths, const ConsoleStyle& style) {
  const auto& columns_of_kind = line.distribution ? widths.distributions : widths.others;
  std::string values;
  for (std::size_t i = 0; i < line.values.size(); ++i)
    values += i + 1 == line.values.size() ? line.values[i]
                                          : left_aligned(line.values[i], columns_of_kind[i]) + " ";
  return "    " + line.name + std::string(widths.name - columns(line.name), '.') + ": " +
         alarming(values, line.alarm, style) + "\n";
}

}  // namespace

std::string to_text(const std::vector<DottedSection>& sections, const ConsoleStyle& style) {
  Widths widths;
  for (const auto& section : sections)
    for (const auto& line : section.lines) widths.add(line);
  std::string text;
  for (const auto& section : sections) {
    if (section.lines.empty()) continue;
    if (!section.title.empty()) text += "    " + section.title + "\n";
    for (const auto& line : section.lines) text += line_text(line, widths, style);
    text += section.end + "\n";
  }
  return text;
}

}  // namespace proofload
