// SPDX-License-Identifier: Apache-2.0
#pragma once

// Tags that many samples share, such as the labels of an iteration, kept once and known by a
// number, so that looking a series up need not compare them. Owned by one worker and used on its
// thread only.

#include <proofload/metrics/tags.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <unordered_set>

namespace proofload {

/// The default is the empty set.
struct LabelSet {
  std::uint32_t number = 0;  ///< within its LabelSets; 0 has no tags
  Tags tags;
};

class LabelSets {
 public:
  LabelSets() = default;
  LabelSets(const LabelSets&) = delete;
  LabelSets& operator=(const LabelSets&) = delete;

  /// The set with these tags, a new one the first time. Stays where it is as long as this lives.
  const LabelSet& intern(const Tags& tags) {
    const auto known = sets_.find(tags);
    if (known != sets_.end()) return *known;
    const auto number = tags.empty() ? 0 : ++last_number_;
    return *sets_.insert({number, tags}).first;
  }

  std::size_t size() const { return sets_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(const Tags& tags) const { return std::hash<Tags>{}(tags); }
    std::size_t operator()(const LabelSet& set) const { return std::hash<Tags>{}(set.tags); }
  };
  struct Equal {
    using is_transparent = void;
    bool operator()(const LabelSet& a, const LabelSet& b) const { return a.tags == b.tags; }
    bool operator()(const Tags& a, const LabelSet& b) const { return a == b.tags; }
  };

  std::unordered_set<LabelSet, Hash, Equal> sets_;
  std::uint32_t last_number_ = 0;
};

}  // namespace proofload
