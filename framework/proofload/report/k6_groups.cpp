// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/k6_groups.h>

#include <algorithm>

namespace proofload {
namespace {

constexpr std::string_view separator = "::";

// The one with this name among others, where it belongs; a new one the first time.
template <class Named>
Named& named(std::vector<Named>& all, const std::string& parent, std::string_view name) {
  const auto place =
      std::lower_bound(all.begin(), all.end(), name,
                       [](const Named& one, std::string_view wanted) { return one.name < wanted; });
  if (place != all.end() && place->name == name) return *place;
  Named added;
  added.name = name;
  added.path = parent + std::string(separator) + added.name;
  return *all.insert(place, std::move(added));
}

K6Group& group_of(K6Group& root, std::string_view path) {
  auto* group = &root;
  while (!path.empty()) {
    const auto end = std::min(path.find(separator), path.size());
    group = &named(group->groups, group->path, path.substr(0, end));
    path.remove_prefix(std::min(end + separator.size(), path.size()));
  }
  return *group;
}

}  // namespace

K6Group k6_root_group(const Report& report) {
  K6Group root;
  const auto& all = *report.measurements();
  for (std::size_t number = 0; number < all.series().size(); ++number) {
    const auto& [metric, tags] = all.series()[number];
    if (!tags.get("phase").empty() || count(all.total(number)) == 0) continue;
    auto& group = group_of(root, tags.get("group"));
    if (metric != metrics::checks) continue;
    const auto& rate = std::get<PassRate>(all.total(number));
    auto& check = named(group.checks, group.path, tags.get("check"));
    check.passes += rate.passes;
    check.fails += rate.count - rate.passes;
  }
  return root;
}

}  // namespace proofload
