// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/exemplars.h>

#include <proofload/metrics/exemplar_choice.h>

#include <algorithm>

namespace proofload {
namespace {

bool is_slower(const Exemplar& one, const Exemplar& other) { return one.response > other.response; }
bool is_earlier(const Exemplar& one, const Exemplar& other) { return one.planned < other.planned; }

template <class Before>
void insert(std::vector<Exemplar>& sorted, Exemplar exemplar, Before before) {
  const auto place = std::upper_bound(sorted.begin(), sorted.end(), exemplar, before);
  sorted.insert(place, std::move(exemplar));
}

}  // namespace

void Exemplars::add(Exemplar exemplar) {
  if (exemplar.failed)
    add_failed(std::move(exemplar));
  else
    add_slow(std::move(exemplar));
}

void Exemplars::add_slow(Exemplar exemplar) {
  insert(slowest_, std::move(exemplar), is_slower);
  if (slowest_.size() > ExemplarChoice::slowest) slowest_.pop_back();
}

// Of several workers, each of which kept its own first ones.
void Exemplars::add_failed(Exemplar exemplar) {
  const auto kind = failure_kind(exemplar.error, exemplar.status);
  const auto is_of_kind = [&](const Exemplar& other) {
    return failure_kind(other.error, other.status) == kind;
  };
  const auto most = ExemplarChoice::of_each_failure * ExemplarChoice::most_failures;
  const auto known = std::count_if(failed_.begin(), failed_.end(), is_of_kind);
  if (known == 0 && failed_.size() >= most) return;
  insert(failed_, std::move(exemplar), is_earlier);
  if (known < ExemplarChoice::of_each_failure) return;
  const auto last = std::find_if(failed_.rbegin(), failed_.rend(), is_of_kind);
  failed_.erase(std::prev(last.base()));
}

std::string failure_kind(std::string_view error, int status) {
  return error.empty() ? "status " + std::to_string(status) : std::string(error);
}

}  // namespace proofload
