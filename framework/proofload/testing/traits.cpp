// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/traits.h>

#include <algorithm>
#include <map>

namespace proofload {
namespace {

using Registry = std::map<std::string, TestTraits, std::less<>>;

// Filled before main(), so it cannot be a global of its own file.
Registry& registry() {
  static Registry tests;
  return tests;
}

std::string full_name(std::string_view suite, std::string_view name) {
  return std::string(suite) + "." + std::string(name);
}

bool is_usable(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_';
}

}  // namespace

TestTraits combined(const std::vector<Trait>& traits) {
  TestTraits all;
  std::optional<Duration> declared;
  Duration by_label{};
  for (const auto& trait : traits) {
    if (const auto* label = std::get_if<Label>(&trait)) {
      by_label = std::max(by_label, label->default_budget);
      if (std::find(all.labels.begin(), all.labels.end(), label->name) == all.labels.end())
        all.labels.emplace_back(label->name);
    } else if (const auto* budget = std::get_if<Budget>(&trait)) {
      declared = budget->duration;
    } else {
      all.serial = false;
    }
  }
  if (declared)
    all.budget = *declared;
  else if (by_label != Duration{})
    all.budget = by_label;
  return all;
}

std::optional<std::string> problem(const TestTraits& traits) {
  for (const auto& label : traits.labels)
    if (label.empty() || !std::all_of(label.begin(), label.end(), is_usable))
      return "the label \"" + label + "\" may hold only letters, digits and -._";
  if (traits.budget <= Duration{}) return "a budget of " + to_text(traits.budget);
  return {};
}

bool declare_traits(std::string_view suite, std::string_view name,
                    const std::vector<Trait>& traits) {
  registry().insert_or_assign(full_name(suite, name), combined(traits));
  return true;
}

const TestTraits* traits_of(std::string_view suite, std::string_view name) {
  const auto found = registry().find(full_name(suite, name));
  return found == registry().end() ? nullptr : &found->second;
}

}  // namespace proofload
