// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/condition.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace proofload {
namespace {

// What one condition says of a piece.
struct Finding {
  bool held = false;
  bool tells = true;
  double excess = 0;
  std::string text;
  std::uint64_t samples = 0;
};

Finding found(const Condition& condition, const Window& window) {
  const auto reading = condition.statistic.read(window);
  Finding finding;
  finding.samples = reading.samples;
  if (!reading.missing.empty()) {
    finding.tells = reading.beyond_measure;
    finding.excess = reading.beyond_measure ? std::numeric_limits<double>::max() : 0;
    finding.text = reading.missing;
    return finding;
  }
  const auto distance = std::abs(reading.value - condition.bound.value);
  finding.held = holds(condition.bound, reading.value);
  finding.excess = distance / std::max(std::abs(condition.bound.value), 1e-9);
  finding.text = condition.statistic.name + " is " + to_text(condition.quantity, reading.value);
  return finding;
}

// Nothing where the piece is to be left out.
std::optional<JudgedPiece> judged_piece(const Conditions& conditions, const Window& window) {
  JudgedPiece piece{window.from(), window.to()};
  const bool whole = window.length() == piece.length();
  for (const auto& condition : conditions) {
    auto finding = found(condition, window);
    if (!whole && !finding.tells) return {};
    piece.samples = std::max(piece.samples, finding.samples);
    if (finding.held) continue;
    piece.held = false;
    if (finding.excess <= piece.excess) continue;
    piece.excess = finding.excess;
    piece.found = std::move(finding.text);
  }
  return piece;
}

}  // namespace

std::string to_text(const Conditions& conditions) {
  std::string text;
  for (const auto& condition : conditions) text += (text.empty() ? "" : " and ") + condition.text;
  return text;
}

std::string wrong_unit(const Conditions& conditions, const Window& window) {
  for (const auto& condition : conditions)
    if (const auto own = condition.statistic.quantity(window); own != condition.quantity)
      return condition.statistic.name + " is measured as " + std::string(unit_name(own)) +
             ", but its limit is given as " + std::string(unit_name(condition.quantity));
  return {};
}

JudgedPieces pieces_of(const Window& window, const Conditions& conditions, Duration every) {
  JudgedPieces pieces;
  for (const auto& piece : window.every(every))
    if (auto judged = judged_piece(conditions, piece)) pieces.push_back(std::move(*judged));
  return pieces;
}

}  // namespace proofload
