// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/metric_snapshot.h>

#include <proofload/report/k6_tags.h>

#include <algorithm>
#include <type_traits>
#include <utility>

namespace proofload {
namespace {

// An empty one of a kind.
SeriesValues empty_values(MetricKind kind) {
  switch (kind) {
    case MetricKind::counter:
      return Counter{};
    case MetricKind::gauge:
      return Gauge{};
    case MetricKind::rate:
      return PassRate{};
    case MetricKind::trend:
      break;
  }
  return TrendValues{};
}

Counter difference(const Counter& later, const Counter& earlier) {
  return {later.sum - earlier.sum, later.count - earlier.count};
}

Gauge difference(const Gauge& later, const Gauge& earlier) {
  return {later.last, later.last, later.last, later.count - earlier.count};
}

PassRate difference(const PassRate& later, const PassRate& earlier) {
  return {later.passes - std::min(later.passes, earlier.passes), later.count - earlier.count};
}

}  // namespace

// Series keep their numbers while a run plays, so the search is for new ones and for copies.
std::size_t MetricSnapshots::place_of(std::size_t number, const SeriesKey& key) {
  if (number < known_.size() && *known_[number].own == key) return number;
  const auto [place, is_new] = places_.try_emplace(key, known_.size());
  if (is_new) {
    auto shown = std::make_shared<const SeriesKey>(SeriesKey{key.metric, k6_tags(key)});
    known_.push_back({&place->first, std::move(shown), 0, empty_values(key.metric.kind)});
  }
  return place->second;
}

// How many buckets it read. What shrank belongs to a copy of the run that knows less than we do.
std::size_t MetricSnapshots::read(Known& series, const Sink& total) const {
  const auto count = proofload::count(total);
  if (count <= series.count) return 0;
  series.count = count;
  return std::visit(
      [&](const auto& own) -> std::size_t {
        using Kind = std::decay_t<decltype(own)>;
        if constexpr (std::is_same_v<Kind, Histogram>) {
          return read_trend(series, own);
        } else {
          series.added = difference(own, std::get<Kind>(std::exchange(series.values, own)));
          return 0;
        }
      },
      total);
}

std::size_t MetricSnapshots::read_trend(Known& series, const Histogram& total) const {
  auto buckets = total.buckets();
  const auto size = buckets.size();
  if (of_ == SnapshotOf::whole_run) {
    series.values = trend_values(buckets, total.sum(), total.min(), total.max());
    return size;
  }
  auto& known = std::get<TrendValues>(series.values);
  const auto earlier_sum = std::exchange(known.sum, total.sum());
  const auto earlier = std::exchange(series.buckets, std::move(buckets));
  series.added = trend_values_between(earlier, series.buckets, total.sum() - earlier_sum,
                                      total.min(), total.max());
  return size;
}

void MetricSnapshots::read_all(const Measurements& so_far, std::size_t most_buckets) {
  const auto& all = so_far.series();
  const auto begin = std::exchange(first_, 0);
  std::size_t buckets = 0;
  bool postponed = false;
  for (std::size_t turn = 0; turn < all.size(); ++turn) {
    const auto number = (begin + turn) % all.size();
    const auto& total = so_far.total(number);
    auto& series = known_[place_of(number, all[number])];
    if (buckets < most_buckets || !std::holds_alternative<Histogram>(total))
      buckets += read(series, total);
    else if (!std::exchange(postponed, true))
      first_ = number;
  }
}

std::optional<SeriesValues> MetricSnapshots::shown(Known& series) const {
  if (of_ == SnapshotOf::since_the_last_one) return std::exchange(series.added, std::nullopt);
  if (series.count == 0) return std::nullopt;
  return series.values;
}

MetricSnapshot MetricSnapshots::take(const Measurements& so_far, std::size_t most_buckets) {
  for (auto number = known_.size(); number < so_far.series().size(); ++number)
    place_of(number, so_far.series()[number]);
  read_all(so_far, most_buckets);
  MetricSnapshot snapshot;
  snapshot.reserve(known_.size());
  for (auto& series : known_)
    if (const auto values = shown(series)) snapshot.push_back({series.series, *values});
  return snapshot;
}

}  // namespace proofload
