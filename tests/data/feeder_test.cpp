// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/feeder.h>

#include <proofload/base/usage_error.h>

#include <gmock/gmock.h>

#include <algorithm>
#include <latch>
#include <map>
#include <set>
#include <thread>

namespace proofload {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

Feeder numbers(int count) {
  std::string text = "n\n";
  for (int i = 0; i < count; ++i) text += std::to_string(i) + "\n";
  return Feeder::csv_text("numbers.csv", text);
}

std::vector<std::int64_t> all_of(const Feeder& feeder) {
  std::vector<std::int64_t> all;
  for (std::size_t i = 0; i < feeder.size(); ++i) all.push_back(feeder.next().integer("n"));
  return all;
}

TEST(Feeder, ReadsTheSampleFiles) {
  const auto customers = Feeder::csv("feeders/customers.csv");
  EXPECT_EQ(customers.size(), 10u);
  EXPECT_EQ(customers.next()["email"], "ada.keller@example.com");
  EXPECT_EQ(customers.next()["note"], "Prefers \"express\" delivery");
  const auto products = Feeder::json("feeders/products.json");
  EXPECT_EQ(products.next().number("price"), 6.5);
  const auto events = Feeder::json_lines("feeders/events.jsonl");
  EXPECT_EQ(events.size(), 5u);
  EXPECT_EQ(events.next()["type"], "view");
}

TEST(Feeder, HoldsRowsGivenInMemory) {
  const auto feeder = Feeder::rows({{{"user", "ann"}, {"age", "30"}}, {{"user", "bob"}}});
  EXPECT_EQ(feeder.size(), 2u);
  const auto first = feeder.take();
  EXPECT_EQ(first["user"], "ann");
  EXPECT_EQ(first.integer("age"), 30);
  EXPECT_EQ(feeder.take()["user"], "bob");
  EXPECT_EQ(Feeder::json_lines_text("some", "{\"a\": 1}").next()["a"], "1");
}

TEST(Feeder, NeedsItsFileOnlyWhenARowIsDrawn) {
  const auto feeder = Feeder::csv("no/such.csv");
  const auto copy = feeder.shuffled(1).when_exhausted(WhenExhausted::stop);
  EXPECT_THAT([&] { feeder.load(); },
              ThrowsMessage<UsageError>(AllOf(HasSubstr("no/such.csv"), HasSubstr("nor"))));
  EXPECT_THROW(copy.next(), UsageError);
  EXPECT_THROW(copy.next(), UsageError) << "each time";
}

TEST(Feeder, RefusesDataWithoutRowsOrWithMistakes) {
  EXPECT_THAT([] { Feeder::csv_text("some.csv", "a,b\n").load(); },
              ThrowsMessage<UsageError>("some.csv has no rows"));
  EXPECT_THAT([] { Feeder::csv_text("some.csv", "a,b\n1\n").load(); },
              ThrowsMessage<UsageError>(HasSubstr("some.csv, line 2: ")));
  EXPECT_THROW(Feeder::json_text("some", "[]").load(), UsageError);
  EXPECT_THROW(Feeder::rows({}).load(), UsageError);
}

TEST(Feeder, TakesEveryRowOnceInOrder) {
  const auto feeder = numbers(3);
  const auto copy = feeder;
  EXPECT_EQ(feeder.take()["n"], "0");
  EXPECT_EQ(copy.take()["n"], "1") << "a copy shares the position";
  EXPECT_EQ(feeder.take()["n"], "2");
  EXPECT_THAT([&] { copy.take(); },
              ThrowsMessage<UsageError>("numbers.csv has 3 rows and all are taken: add rows, or "
                                        "choose when_exhausted"));
  EXPECT_THROW(feeder.take(), UsageError);
}

TEST(Feeder, StartsOverAfterTheLastRow) {
  const auto feeder = numbers(2);
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(feeder.next()["n"], "0");
    EXPECT_EQ(feeder.next()["n"], "1");
  }
}

TEST(Feeder, DoesWhatItWasToldWhenItIsExhausted) {
  const auto ending = numbers(1).when_exhausted(WhenExhausted::end_iteration);
  EXPECT_EQ(ending.take()["n"], "0");
  EXPECT_THAT([&] { ending.take(); },
              ThrowsMessage<NoRowLeft>("numbers.csv has 1 row and all are taken"));
  EXPECT_THROW(ending.take(), MissingValue);
  const auto starting = numbers(1).when_exhausted(WhenExhausted::start_over);
  starting.take();
  EXPECT_EQ(starting.take()["n"], "0");
  const auto stopping = numbers(1).when_exhausted(WhenExhausted::stop);
  stopping.next();
  EXPECT_THROW(stopping.next(), UsageError);
}

TEST(Feeder, ThatRowsAreTakenFromIsDrawnFromInNoOtherWay) {
  Random random(1);
  const auto taken = numbers(3);
  taken.take();
  EXPECT_THAT([&] { taken.next(); },
              ThrowsMessage<UsageError>(
                  AllOf(HasSubstr("numbers.csv: rows are taken"), HasSubstr("make two feeders"))));
  EXPECT_THROW(taken.pick(random), UsageError);
  const auto shared = numbers(3);
  shared.pick(random);
  EXPECT_THROW(shared.take(), UsageError);
  EXPECT_EQ(shared.next()["n"], "0") << "these two go together";
}

TEST(Feeder, PicksEveryRowAboutAsOften) {
  const auto feeder = numbers(4);
  Random random(7);
  std::map<std::string, int> picked;
  for (int i = 0; i < 4000; ++i) ++picked[feeder.pick(random)["n"]];
  ASSERT_EQ(picked.size(), 4u);
  for (const auto& [row, times] : picked) EXPECT_NEAR(times, 1000, 120) << row;
}

TEST(Feeder, PicksTheSameRowsForTheSameSeed) {
  const auto feeder = numbers(1000);
  Random random(7);
  std::vector<std::int64_t> picked;
  for (int i = 0; i < 4; ++i) picked.push_back(feeder.pick(random).integer("n"));
  EXPECT_THAT(picked, ElementsAre(182, 668, 288, 612));
}

TEST(Feeder, IsShuffledAlikeForTheSameSeed) {
  const auto feeder = numbers(8);
  const auto order = all_of(feeder.shuffled(1));
  EXPECT_THAT(order, ElementsAre(0, 3, 7, 4, 5, 6, 2, 1));
  EXPECT_EQ(all_of(feeder.shuffled(1)), order) << "with a position of its own";
  EXPECT_NE(all_of(feeder.shuffled(2)), order);
  auto sorted = order;
  std::sort(sorted.begin(), sorted.end());
  EXPECT_EQ(sorted, all_of(feeder));
}

TEST(Feeder, KeepsWhatItWasToldWhenShuffled) {
  const auto feeder = numbers(1).when_exhausted(WhenExhausted::start_over).shuffled(1);
  feeder.take();
  EXPECT_EQ(feeder.take()["n"], "0");
}

TEST(Feeder, HandsEachRowToOneThreadOnly) {
  constexpr int rows = 100'000;
  const auto feeder = numbers(rows).when_exhausted(WhenExhausted::end_iteration);
  std::vector<std::vector<std::int64_t>> taken(4);
  std::latch together(std::ptrdiff_t(taken.size()));
  std::vector<std::thread> threads;
  for (auto& mine : taken)
    threads.emplace_back([&mine, &together, feeder] {
      together.arrive_and_wait();
      try {
        for (;;) mine.push_back(feeder.take().integer("n"));
      } catch (const NoRowLeft&) {
      }
    });
  for (auto& thread : threads) thread.join();
  std::set<std::int64_t> all;
  for (const auto& mine : taken) {
    EXPECT_TRUE(std::is_sorted(mine.begin(), mine.end()));
    all.insert(mine.begin(), mine.end());
  }
  EXPECT_EQ(all.size(), std::size_t(rows));
  std::size_t handed_out = 0;
  for (const auto& mine : taken) handed_out += mine.size();
  EXPECT_EQ(handed_out, std::size_t(rows));
}

}  // namespace
}  // namespace proofload
