// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/statistic_over_time.h>

#include <algorithm>

namespace proofload {
namespace {

using Pieces = JudgedPieces;

std::string time_text(Duration from, Duration to) {
  return "from " + to_text(from) + " to " + to_text(to);
}

std::string place_and_finding(const JudgedPiece& piece) {
  return time_text(piece.from, piece.to) + ": " + piece.found;
}

std::uint64_t samples_of(const Pieces& pieces) {
  std::uint64_t sum = 0;
  for (const auto& piece : pieces) sum += piece.samples;
  return sum;
}

// The most broken of some pieces; null where none is.
const JudgedPiece* worst_of(Pieces::const_iterator first, Pieces::const_iterator last) {
  const JudgedPiece* worst = nullptr;
  for (; first != last; ++first)
    if (!first->held && (worst == nullptr || first->excess > worst->excess)) worst = &*first;
  return worst;
}

// Pieces one after another, [first, last).
struct Stretch {
  Pieces::const_iterator first;
  Pieces::const_iterator last;
  Duration length{};
};

Stretch longest_stretch(const Pieces& pieces, bool held) {
  Stretch longest{pieces.end(), pieces.end()};
  for (auto first = pieces.begin(); first != pieces.end();) {
    auto last = first;
    Duration length{};
    while (last != pieces.end() && last->held == held) length += (last++)->length();
    if (length > longest.length) longest = {first, last, length};
    first = last == first ? first + 1 : last;
  }
  return longest;
}

Reading of_duration(const Pieces& pieces, Duration length, std::string context) {
  return {in_milliseconds(length), samples_of(pieces), {}, std::move(context)};
}

Reading read_share(const Pieces& pieces) {
  const auto held =
      std::count_if(pieces.begin(), pieces.end(), [](auto& piece) { return piece.held; });
  auto context = std::to_string(held) + " of " + std::to_string(pieces.size()) + " held";
  if (const auto* worst = worst_of(pieces.begin(), pieces.end()))
    context += "; the worst " + place_and_finding(*worst);
  return {double(held) / double(pieces.size()), samples_of(pieces), {}, context};
}

Reading read_longest_held(const Pieces& pieces) {
  const auto [first, last, length] = longest_stretch(pieces, true);
  if (first == last) return of_duration(pieces, {}, place_and_finding(pieces.front()));
  auto context = time_text(first->from, (last - 1)->to);
  if (last != pieces.end()) context += "; then " + place_and_finding(*last);
  return of_duration(pieces, length, context);
}

Reading read_longest_broken(const Pieces& pieces) {
  const auto [first, last, length] = longest_stretch(pieces, false);
  if (first == last)
    return of_duration(pieces, {}, "held in all " + std::to_string(pieces.size()) + " pieces");
  return of_duration(pieces, length,
                     time_text(first->from, (last - 1)->to) + "; the worst " +
                         place_and_finding(*worst_of(first, last)));
}

// Whether they hold from a piece on, for so long or to the end.
bool stays_held(Pieces::const_iterator first, Pieces::const_iterator last, Duration stays) {
  Duration length{};
  for (; first != last && length < stays; ++first) {
    if (!first->held) return false;
    length += first->length();
  }
  return length > Duration{};
}

Reading read_recovery(const Pieces& pieces, Duration from, Duration stays,
                      const std::string& what) {
  for (auto piece = pieces.begin(); piece != pieces.end(); ++piece)
    if (stays_held(piece, pieces.end(), stays))
      return of_duration(pieces, piece->from - from,
                         piece == pieces.begin() ? "from the beginning on"
                                                 : "before, " + place_and_finding(*(piece - 1)));
  const auto& last =
      *std::find_if(pieces.rbegin(), pieces.rend(), [](auto& piece) { return !piece.held; });
  return {0,
          samples_of(pieces),
          "no recovery to " + what + " within " + to_text(pieces.back().to - from) + "; still " +
              place_and_finding(last),
          {},
          true};
}

// The most delicate condition decides.
std::function<std::optional<Duration>(const Window&, const Bound&)> lateness_allowed_by(
    const Conditions& conditions) {
  return [conditions](const Window& window, const Bound&) {
    std::optional<Duration> least;
    for (const auto& [statistic, bound, quantity, text] : conditions) {
      if (!statistic.lateness_allowed) continue;
      const auto own = statistic.lateness_allowed(window, bound);
      if (own) least = std::min(least.value_or(Duration::max()), *own);
    }
    return least;
  };
}

Statistic over_time(std::string name, Quantity quantity, const Conditions& conditions,
                    Duration every, std::function<Reading(const Window&, const Pieces&)> read) {
  const auto read_pieces = [conditions, every, read](const Window& window) -> Reading {
    if (auto wrong = wrong_unit(conditions, window); !wrong.empty()) return {0, 0, wrong, {}};
    if (every <= Duration{}) return {0, 0, "pieces need a length, such as 1 s", {}};
    const auto pieces = pieces_of(window, conditions, every);
    if (pieces.empty()) return {0, 0, "the window holds no piece of " + to_text(every), {}};
    return read(window, pieces);
  };
  return {std::move(name), [quantity](const Window&) { return quantity; }, read_pieces, false,
          lateness_allowed_by(conditions)};
}

}  // namespace

Statistic share_held(const Conditions& conditions, Duration every) {
  return over_time("share of " + to_text(every) + " pieces with " + to_text(conditions),
                   Quantity::share, conditions, every,
                   [](const Window&, const Pieces& pieces) { return read_share(pieces); });
}

Statistic longest_held(const Conditions& conditions, Duration every) {
  return over_time("longest stretch of " + to_text(conditions), Quantity::milliseconds, conditions,
                   every,
                   [](const Window&, const Pieces& pieces) { return read_longest_held(pieces); });
}

Statistic longest_broken(const Conditions& conditions, Duration every) {
  return over_time("longest breach of " + to_text(conditions), Quantity::milliseconds, conditions,
                   every,
                   [](const Window&, const Pieces& pieces) { return read_longest_broken(pieces); });
}

Statistic recovery_time(const Conditions& conditions, Duration every, Duration stays) {
  const auto what = to_text(conditions);
  return over_time("time to recover to " + what, Quantity::milliseconds, conditions, every,
                   [what, stays](const Window& window, const Pieces& pieces) {
                     return read_recovery(pieces, window.from(), stays, what);
                   });
}

}  // namespace proofload
