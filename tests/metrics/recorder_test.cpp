// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/names.h>
#include <proofload/metrics/recorder.h>

#include <gmock/gmock.h>

#include <array>
#include <cstdlib>
#include <new>

namespace {
thread_local std::size_t allocations = 0;
}

[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
// The standard library pairs this one with the plain delete below, in stable_sort for one.
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size);
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace proofload {
namespace {

using ::testing::IsEmpty;
using ::testing::Optional;
using ::testing::SizeIs;

using Given = std::vector<TagView>;

constexpr Metric recorded_orders = counter("orders");

const LabelSet no_labels;

Tags tags_of(Recorder& recorder, SeriesId id) {
  return recorder.exchange(recorder.slice())->added.at(id).tags;
}

double sum_of(const Recording& recording, SeriesId id) {
  return std::get<Counter>(recording.sinks.at(id)).sum;
}

TEST(Recorder, KnowsASeriesByMetricAndTags) {
  Recorder recorder;
  const auto a = recorder.series(recorded_orders, {{"step", "a"}});
  const auto b = recorder.series(recorded_orders, {{"step", "b"}});
  EXPECT_NE(a, b);
  EXPECT_EQ(recorder.series(counter("orders"), {{"step", "a"}}), a);
  EXPECT_NE(recorder.series(counter("other"), {{"step", "a"}}), a);
}

// Two authors may choose the same name; their samples must not run into one sink.
TEST(Recorder, TakesTwoKindsOfOneNameForTwoSeries) {
  Recorder recorder;
  EXPECT_NE(recorder.series(counter("queue"), {}), recorder.series(gauge("queue"), {}));
}

TEST(Recorder, HandsOutWhatWasWrittenSinceTheLastExchange) {
  Recorder recorder;
  const auto id = recorder.series(recorded_orders, {});
  recorder.record(id, 2);
  const auto first = recorder.exchange(1);
  recorder.record(id, 5);
  const auto second = recorder.exchange(2);
  EXPECT_EQ(sum_of(*first, id), 2);
  EXPECT_EQ(sum_of(*second, id), 5);
}

TEST(Recorder, AnnouncesASeriesOnceInTheRecordingThatSawItFirst) {
  Recorder recorder;
  recorder.record(recorded_orders, {}, 1);
  const auto first = recorder.exchange(0);
  ASSERT_THAT(first->added, SizeIs(1));
  EXPECT_EQ(first->added[0].metric, recorded_orders);
  recorder.record(recorded_orders, {}, 1);
  recorder.record(metrics::vus, {}, 1);
  const auto second = recorder.exchange(1);
  ASSERT_THAT(second->added, SizeIs(1));
  EXPECT_EQ(second->added[0].metric, metrics::vus);
}

TEST(Recorder, GoesOnInASpareThatKnowsFewerSeries) {
  Recorder recorder;
  recorder.record(recorded_orders, {}, 1);
  auto spare = std::make_unique<Recording>();
  auto* const same = spare.get();
  recorder.record(metrics::vus, {}, 1);
  recorder.exchange(1, std::move(spare));
  recorder.record(recorded_orders, {}, 7);
  const auto recording = recorder.exchange(1);
  EXPECT_EQ(recording.get(), same);
  EXPECT_THAT(recording->sinks, SizeIs(2));
  EXPECT_THAT(recording->added, IsEmpty());
  EXPECT_EQ(sum_of(*recording, 0), 7);
}

TEST(Recorder, WritesDurationsInMilliseconds) {
  Recorder recorder(4);
  const auto id = recorder.series(metrics::response, {});
  recorder.record(id, Duration(1500us));
  recorder.record_at(4, id, Duration(2500us));
  recorder.record_at(3, id, Duration(3500us));
  const auto recording = recorder.exchange(5);
  EXPECT_EQ(std::get<Histogram>(recording->sinks[id]).min(), 1.5);
  EXPECT_EQ(std::get<Histogram>(recording->sinks[id]).max(), 2.5);
  EXPECT_EQ(recording->strays.at(0).value, 3.5);
}

TEST(Recorder, BeginsInTheSliceItIsGivenAndGoesOnInTheNext) {
  Recorder recorder(3);
  EXPECT_EQ(recorder.slice(), 3u);
  EXPECT_EQ(recorder.exchange(7)->slice, 3u);
  EXPECT_EQ(recorder.slice(), 7u);
  EXPECT_EQ(recorder.exchange(8)->slice, 7u);
}

TEST(Recorder, AddsASampleOfThePresentSliceToTheOthersAndSetsApartThoseOfOtherSlices) {
  Recorder recorder(2);
  const auto id = recorder.series(recorded_orders, {});
  recorder.record_at(2, id, 5.0);
  recorder.record_at(1, id, 7.0);
  recorder.record_at(3, id, 9.0);
  const auto recording = recorder.exchange(3);
  EXPECT_EQ(sum_of(*recording, id), 5);
  ASSERT_THAT(recording->strays, SizeIs(2));
  EXPECT_EQ(recording->strays[0].slice, 1u);
  EXPECT_EQ(recording->strays[0].series, id);
  EXPECT_EQ(recording->strays[0].value, 7);
  EXPECT_EQ(recording->strays[1].slice, 3u);
}

TEST(Recorder, FindsASeriesByItsTagsHoweverTheyAreGiven) {
  Recorder recorder;
  const auto id = recorder.series(recorded_orders, Tags{{"a", "1"}, {"b", "2"}, {"c", "3"}});
  EXPECT_EQ(recorder.series(recorded_orders, {{"a", "1"}, {"b", "2"}, {"c", "3"}}), id);
  EXPECT_EQ(recorder.series(recorded_orders, Given{{"c", "3"}, {"a", "1"}, {"b", "2"}}), id);
  EXPECT_EQ(recorder.series(recorded_orders, Given{{"b", "2"}, {"c", "3"}, {"a", "1"}}), id);
  const auto none = recorder.series(recorded_orders, Tags());
  EXPECT_EQ(recorder.series(recorded_orders, {}), none);
  EXPECT_EQ(recorder.series(recorded_orders, Given()), none);
}

TEST(Recorder, TellsSeriesApartByEveryPartOfTheirTags) {
  Recorder recorder;
  const std::vector<Given> different{
      {},
      {{"a", "1"}},
      {{"a", "2"}},
      {{"b", "1"}},
      {{"a", "1"}, {"b", "2"}},
      {{"a", "2"}, {"b", "1"}},
      {{"a", "b"}, {"1", "2"}},
      {{"a", "1"}, {"b", "2"}, {"c", "3"}},
  };
  for (int round = 0; round < 2; ++round)
    for (std::size_t number = 0; number < different.size(); ++number)
      EXPECT_EQ(recorder.series(recorded_orders, different[number]), number);
  EXPECT_EQ(recorder.series(gauge("orders"), different[1]), different.size());
  EXPECT_EQ(recorder.series(counter("others"), different[1]), different.size() + 1);
  EXPECT_EQ(recorder.size(), different.size() + 2);
}

TEST(Recorder, TakesTheLastValueOfATagGivenTwice) {
  Recorder recorder;
  for (int round = 0; round < 2; ++round) {
    const auto one = recorder.series(recorded_orders, Given{{"a", "1"}});
    const auto two = recorder.series(recorded_orders, Given{{"a", "2"}});
    EXPECT_NE(one, two);
    EXPECT_EQ(recorder.series(recorded_orders, Given{{"a", "1"}, {"a", "2"}}), two);
    EXPECT_EQ(recorder.series(recorded_orders, Given{{"a", "2"}, {"a", "1"}}), one);
    EXPECT_EQ(recorder.series(recorded_orders, Given{{"a", "2"}, {"a", ""}}),
              recorder.series(recorded_orders, {}));
  }
}

TEST(Recorder, SetsTheTagsOfACallOverItsLabels) {
  Recorder recorder;
  LabelSets sets;
  const auto& labels = sets.intern({{"scenario", "browse"}, {"region", "eu"}});
  const auto id =
      recorder.series(recorded_orders, labels, Given{{"region", "us"}, {"kind", "new"}});
  EXPECT_EQ(tags_of(recorder, id),
            (Tags{{"kind", "new"}, {"region", "us"}, {"scenario", "browse"}}));
}

TEST(Recorder, TakesALabelAwayThatACallGivesAnEmptyValue) {
  Recorder recorder;
  LabelSets sets;
  const auto& labels = sets.intern({{"region", "eu"}});
  for (int round = 0; round < 2; ++round) {
    const auto with = recorder.series(recorded_orders, labels, Given{});
    const auto without = recorder.series(recorded_orders, labels, Given{{"region", ""}});
    EXPECT_NE(with, without);
    EXPECT_EQ(without, recorder.series(recorded_orders, {}));
    EXPECT_EQ(with, recorder.series(recorded_orders, {{"region", "eu"}}));
  }
}

TEST(Recorder, KnowsLabelsAndTagsThatMakeTheSameTagsForOneSeries) {
  Recorder recorder;
  LabelSets sets;
  const auto& a = sets.intern({{"a", "1"}});
  const auto& b = sets.intern({{"b", "2"}});
  const auto id = recorder.series(recorded_orders, {{"a", "1"}, {"b", "2"}});
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(recorder.series(recorded_orders, a, Given{{"b", "2"}}), id);
    EXPECT_EQ(recorder.series(recorded_orders, b, Given{{"a", "1"}}), id);
    EXPECT_NE(recorder.series(recorded_orders, a, Given{{"a", "1"}}), id);
  }
  EXPECT_THAT(recorder.exchange(1)->added, SizeIs(2));
}

TEST(Recorder, FindsOnlyWhatWasGivenBefore) {
  Recorder recorder;
  LabelSets sets;
  const auto& labels = sets.intern({{"region", "eu"}});
  const Given given{{"a", "1"}, {"b", "2"}};
  EXPECT_EQ(recorder.find(recorded_orders, labels, given), std::nullopt);
  const auto id = recorder.series(recorded_orders, labels, given);
  EXPECT_THAT(recorder.find(recorded_orders, labels, Given{{"b", "2"}, {"a", "1"}}), Optional(id));
  EXPECT_EQ(recorder.find(recorded_orders, no_labels, given), std::nullopt);
  EXPECT_EQ(recorder.find(recorded_orders, labels, Given{{"a", "1"}}), std::nullopt);
  EXPECT_EQ(recorder.find(gauge("orders"), labels, given), std::nullopt);
}

TEST(Recorder, AllocatesNothingToRecordASampleOfAKnownSeriesByItsTags) {
  Recorder recorder;
  LabelSets sets;
  const auto& labels = sets.intern({{"scenario", "a scenario with a long name"}});
  const std::array<TagView, 3> tags{{{"a tag with a long name", "a value that is long, too"},
                                     {"currency", "EUR"},
                                     {"payment", "a payment method with a long name"}}};
  const std::array<TagView, 3> other_order{{tags[2], tags[0], tags[1]}};
  recorder.series(recorded_orders, labels, tags);
  const auto before = allocations;
  for (int i = 0; i < 1000; ++i) {
    recorder.record(recorder.series(recorded_orders, labels, tags), 1);
    recorder.record(recorder.series(recorded_orders, labels, other_order), 1);
  }
  EXPECT_EQ(allocations, before);
}

TEST(Recorder, AllocatesNothingForATagGivenTwiceAndForKnownLabels) {
  Recorder recorder;
  LabelSets sets;
  const Tags scenario{{"scenario", "a scenario with a long name"}};
  const std::array<TagView, 2> twice{{{"a", "1"}, {"a", "a value that is given instead"}}};
  recorder.series(recorded_orders, sets.intern(scenario), twice);
  const auto before = allocations;
  recorder.record(recorder.series(recorded_orders, sets.intern(scenario), twice), 1);
  EXPECT_EQ(allocations, before);
}

TEST(Recorder, AllocatesNothingToRecordASampleOfAKnownSeriesByTagsAndNoLabels) {
  Recorder recorder;
  recorder.series(recorded_orders, {{"a tag with a long name", "a value that is long, too"}});
  const auto before = allocations;
  recorder.record(
      recorder.series(recorded_orders, {{"a tag with a long name", "a value that is long, too"}}),
      1);
  EXPECT_EQ(allocations, before);
}

}  // namespace
}  // namespace proofload
