// SPDX-License-Identifier: Apache-2.0
#pragma once

// Finds a series by what a call gives: a metric, the number of a label set, and tags in any order.
// A hit copies and allocates nothing. Tags count as they are set one by one: the last of a name
// wins; an empty value is one of its own, for it may take a label away.
// Not synchronized.

#include <proofload/metrics/metric.h>
#include <proofload/metrics/tags.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace proofload {

/// Numbers a series within one recorder.
using SeriesId = std::uint32_t;

class SeriesLookup {
 public:
  std::optional<SeriesId> find(const Metric& metric, std::uint32_t labels,
                               std::span<const TagView> tags) const {
    const auto known = ids_.find(Given{metric, labels, tags, hash_of(metric, labels, tags)});
    return known == ids_.end() ? std::nullopt : std::optional(known->second);
  }

  void add(const Metric& metric, std::uint32_t labels, std::span<const TagView> tags, SeriesId id) {
    Kept kept{metric, labels, {}, hash_of(metric, labels, tags)};
    for (std::size_t index = 0; index < tags.size(); ++index)
      if (!set_again(tags, index)) kept.tags.emplace_back(tags[index].name, tags[index].value);
    ids_.emplace(std::move(kept), id);
  }

 private:
  struct Given {
    const Metric& metric;
    std::uint32_t labels;
    std::span<const TagView> tags;
    std::size_t hash;
  };
  struct Kept {
    Metric metric;
    std::uint32_t labels;
    std::vector<Tags::Tag> tags;  // one of a name
    std::size_t hash;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(const Given& given) const { return given.hash; }
    std::size_t operator()(const Kept& kept) const { return kept.hash; }
  };
  struct Equal {
    using is_transparent = void;
    bool operator()(const Given& given, const Kept& kept) const {
      return given.labels == kept.labels && given.metric == kept.metric &&
             same(given.tags, kept.tags);
    }
    bool operator()(const Kept& a, const Kept& b) const {
      return a.labels == b.labels && a.metric == b.metric && a.tags == b.tags;
    }
  };

  static bool set_again(std::span<const TagView> tags, std::size_t index) {
    for (auto later = index + 1; later < tags.size(); ++later)
      if (tags[later].name == tags[index].name) return true;
    return false;
  }

  static std::size_t hash_of(const Metric& metric, std::uint32_t labels,
                             std::span<const TagView> tags) {
    constexpr std::hash<std::string_view> text;
    std::size_t sum = text(metric.name) + labels * std::size_t{0x9e3779b97f4a7c15};
    for (std::size_t index = 0; index < tags.size(); ++index)
      if (!set_again(tags, index)) sum += text(tags[index].name) * 31 ^ text(tags[index].value);
    return sum;
  }

  static bool same(std::span<const TagView> given, const std::vector<Tags::Tag>& kept) {
    std::size_t found = 0;
    for (std::size_t index = 0; index < given.size(); ++index) {
      if (set_again(given, index)) continue;
      if (!holds(kept, given[index])) return false;
      ++found;
    }
    return found == kept.size();
  }

  static bool holds(const std::vector<Tags::Tag>& kept, const TagView& tag) {
    for (const auto& [name, value] : kept)
      if (name == tag.name) return value == tag.value;
    return false;
  }

  std::unordered_map<Kept, SeriesId, Hash, Equal> ids_;
};

}  // namespace proofload
