// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/author_series.h>

#include <proofload/base/usage_error.h>
#include <proofload/metrics/names.h>

namespace proofload {
namespace {

std::string texts(std::span<const TagView> tags) {
  std::string text;
  for (const auto& [name, value] : tags)
    text += (text.empty() ? "" : ", ") + std::string(name) + "=" + std::string(value);
  return text;
}

// Looks a series up; one that is new counts against the bound.
template <class Refusal>
SeriesId bounded(Recorder& recorder, const Metric& metric, const LabelSet& labels,
                 std::span<const TagView> tags, std::size_t& used, std::size_t bound,
                 const Refusal& refusal) {
  const auto before = recorder.size();
  const auto id = recorder.series(metric, labels, tags);
  if (recorder.size() > before && ++used > bound) throw UsageError(refusal());
  return id;
}

}  // namespace

SeriesId AuthorSeries::check(const LabelSet& labels, std::string_view name) {
  const TagView tag[] = {{"check", name}};
  return bounded(recorder_, metrics::checks, labels, tag, checks_, most_checks, [&] {
    return "more than " + std::to_string(most_checks) + " different checks, \"" +
           std::string(name) + "\" among them: give the check a name of its own, as in " +
           "check(\"token is valid\", value, matcher)";
  });
}

SeriesId AuthorSeries::group(const LabelSet& labels, std::string_view path) {
  const TagView tag[] = {{"group", path}};
  return bounded(recorder_, metrics::group_duration, labels, tag, groups_, most_groups, [&] {
    return "more than " + std::to_string(most_groups) + " different groups, \"" +
           std::string(path) + "\" among them: leave out of the name what varies, such as an id";
  });
}

SeriesId AuthorSeries::own(const Metric& metric, const LabelSet& labels,
                           std::span<const TagView> tags) {
  return bounded(recorder_, metric, labels, tags, own_, most_series, [&] {
    return "more than " + std::to_string(most_series) + " different sets of tags given to " +
           "record(), \"" + texts(tags) + "\" of " + std::string(metric.name) +
           " among them: leave out of the tags what varies, such as an id";
  });
}

}  // namespace proofload
