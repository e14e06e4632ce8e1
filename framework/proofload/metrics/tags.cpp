// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/tags.h>

#include <algorithm>

namespace proofload {

Tags::Tags(std::initializer_list<Tag> tags) {
  for (const auto& [name, value] : tags) set(name, value);
}

void Tags::set(std::string_view name, std::string_view value) {
  const auto place =
      std::lower_bound(tags_.begin(), tags_.end(), name,
                       [](const Tag& tag, auto wanted) { return tag.first < wanted; });
  const bool found = place != tags_.end() && place->first == name;
  if (value.empty()) {
    if (found) tags_.erase(place);
  } else if (found) {
    place->second = value;
  } else {
    tags_.emplace(place, name, value);
  }
}

std::string_view Tags::get(std::string_view name) const {
  for (const auto& [own, value] : tags_)
    if (own == name) return value;
  return {};
}

bool Tags::contains(const Tags& other) const {
  return std::all_of(other.begin(), other.end(),
                     [this](const Tag& tag) { return get(tag.first) == tag.second; });
}

std::string to_text(const Tags& tags) {
  std::string text;
  for (const auto& [name, value] : tags) {
    if (!text.empty()) text += ", ";
    text += name + "=" + value;
  }
  return text;
}

}  // namespace proofload

std::size_t std::hash<proofload::Tags>::operator()(const proofload::Tags& tags) const noexcept {
  std::size_t seed = 0;
  for (const auto& [name, value] : tags) {
    seed = seed * 31 + std::hash<std::string>{}(name);
    seed = seed * 31 + std::hash<std::string>{}(value);
  }
  return seed;
}
