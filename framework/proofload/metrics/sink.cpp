// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/sink.h>

#include <algorithm>
#include <type_traits>

namespace proofload {

void Gauge::merge(const Gauge& other) {
  if (other.count == 0) return;
  last = other.last;
  min = count == 0 ? other.min : std::min(min, other.min);
  max = count == 0 ? other.max : std::max(max, other.max);
  count += other.count;
}

Sink sink_for(MetricKind kind) {
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
  return Histogram{};
}

void record(Sink& sink, double value) {
  std::visit([value](auto& own) { own.record(value); }, sink);
}

void clear(Sink& sink) {
  if (auto* histogram = std::get_if<Histogram>(&sink)) return histogram->clear();
  std::visit([](auto& own) { own = std::decay_t<decltype(own)>{}; }, sink);
}

std::uint64_t count(const Sink& sink) {
  if (const auto* histogram = std::get_if<Histogram>(&sink)) return histogram->count();
  if (const auto* counter = std::get_if<Counter>(&sink)) return counter->count;
  if (const auto* gauge = std::get_if<Gauge>(&sink)) return gauge->count;
  return std::get<PassRate>(sink).count;
}

std::size_t memory(const Sink& sink) {
  const auto* histogram = std::get_if<Histogram>(&sink);
  return sizeof sink + (histogram ? histogram->memory() - sizeof *histogram : 0);
}

void merge(Sink& into, const Sink& from) {
  std::visit([&](auto& own) { own.merge(std::get<std::decay_t<decltype(own)>>(from)); }, into);
}

}  // namespace proofload
