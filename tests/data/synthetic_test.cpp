// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/synthetic.h>

#include <proofload/base/usage_error.h>

#include <gmock/gmock.h>

#include <limits>
#include <map>
#include <set>

namespace proofload::synthetic {
namespace {

using testing::AllOf;
using testing::Each;
using testing::Ge;
using testing::Lt;
using testing::MatchesRegex;

class SyntheticTest : public testing::Test {
 protected:
  Random random_{42};
};

// A seed replays a run only as long as these stay what they are.
TEST_F(SyntheticTest, IsTheSameForTheSameSeedOnEveryMachine) {
  EXPECT_EQ(integer(random_, 1, 1000), 781);
  EXPECT_EQ(real(random_, -1, 1), -0x1.8b03e6c9a2f62p-1);
  EXPECT_EQ(letters(random_, 8), "rvbxxahr");
  EXPECT_EQ(digits(random_, 8), "15271142");
  EXPECT_EQ(hex(random_, 8), "d5da36e0");
  EXPECT_EQ(like(random_, "##-???"), "90-kkd");
  EXPECT_EQ(uuid(random_), "21124673-5511-4d23-b441-2e67ddac5900");
  EXPECT_EQ(person_name(random_), "Pedro Hill");
  EXPECT_EQ(email(random_), "alan.dubois.6581@example.net");
  EXPECT_EQ(sentence(random_, 5), "Thing letter bright sea basket.");
  EXPECT_EQ(paragraph(random_, 2),
            "Quiet mountain yellow around slow never minute flower river clear table learn farm. "
            "Basket hand hour answer spring song evening.");
  EXPECT_EQ(ipv4(random_), "198.51.100.234");
}

TEST_F(SyntheticTest, GivesWholeNumbersFromTheFirstToTheLast) {
  std::set<std::int64_t> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(integer(random_, -2, 2));
  EXPECT_THAT(seen, testing::ElementsAre(-2, -1, 0, 1, 2));
  EXPECT_EQ(integer(random_, 7, 7), 7);
  EXPECT_THROW(integer(random_, 1, 0), UsageError);
}

TEST_F(SyntheticTest, GivesWholeNumbersOfTheWidestRange) {
  using Limits = std::numeric_limits<std::int64_t>;
  int negative = 0;
  for (int i = 0; i < 1000; ++i) negative += integer(random_, Limits::min(), Limits::max()) < 0;
  EXPECT_NEAR(negative, 500, 80);
}

TEST_F(SyntheticTest, GivesNumbersBelowTheEnd) {
  for (int i = 0; i < 1000; ++i) EXPECT_THAT(real(random_, 1.5, 2), AllOf(Ge(1.5), Lt(2)));
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(real(random_, 1, std::nextafter(1.0, 2.0)), 1);
  EXPECT_EQ(real(random_, 3, 3), 3);
  EXPECT_THROW(real(random_, 2, 1), UsageError);
  EXPECT_THROW(real(random_, 0, std::numeric_limits<double>::quiet_NaN()), UsageError);
  EXPECT_THROW(real(random_, -1e308, 1e308), UsageError);
}

TEST_F(SyntheticTest, ChoosesFromAList) {
  std::map<std::string, int> chosen;
  for (int i = 0; i < 3000; ++i) ++chosen[choice(random_, {"a", "b", "c"})];
  for (const auto& [value, times] : chosen) EXPECT_NEAR(times, 1000, 120) << value;
  EXPECT_EQ(choice(random_, std::vector{7}), 7);
  EXPECT_THROW(choice(random_, std::vector<int>()), UsageError);
}

TEST_F(SyntheticTest, ChoosesByWeight) {
  std::map<std::string, int> chosen;
  for (int i = 0; i < 10'000; ++i)
    ++chosen[weighted_choice(random_, {{70, "view"}, {0, "never"}, {30, "buy"}})];
  EXPECT_EQ(chosen.size(), 2u);
  EXPECT_NEAR(chosen["view"], 7000, 200);
  EXPECT_EQ(weighted_choice(random_, std::vector<Weighted<int>>{{1, 5}}), 5);
  std::map<std::size_t, int> positions;
  for (int i = 0; i < 1000; ++i) ++positions[weighted_position(random_, {1, 0, 1})];
  EXPECT_EQ(positions.size(), 2u);
  EXPECT_NEAR(positions[2], 500, 80);
  EXPECT_THROW(weighted_position(random_, {0, 0}), UsageError);
  EXPECT_THROW(weighted_position(random_, {}), UsageError);
}

TEST_F(SyntheticTest, GivesTextsOfALength) {
  EXPECT_THAT(letters(random_, 30), MatchesRegex("[a-z]{30}"));
  EXPECT_THAT(digits(random_, 30), MatchesRegex("[0-9]{30}"));
  EXPECT_THAT(hex(random_, 30), MatchesRegex("[0-9a-f]{30}"));
  EXPECT_EQ(letters(random_, 0), "");
}

TEST_F(SyntheticTest, FillsInAModel) {
  EXPECT_THAT(like(random_, "##-???.x"), MatchesRegex("[0-9]{2}-[a-z]{3}\\.x"));
}

TEST_F(SyntheticTest, MakesUuidsOfVersionFour) {
  std::set<std::string> all;
  for (int i = 0; i < 1000; ++i) {
    const auto one = uuid(random_);
    EXPECT_THAT(
        one, MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
    all.insert(one);
  }
  EXPECT_EQ(all.size(), 1000u);
}

TEST_F(SyntheticTest, MakesNamesAndMailAddressesOfNobody) {
  for (int i = 0; i < 200; ++i) {
    EXPECT_THAT(person_name(random_), MatchesRegex("[A-Z][a-z]+ [A-Z][a-z]+"));
    EXPECT_THAT(email(random_), MatchesRegex("[a-z]+\\.[a-z]+\\.[0-9]{4}@example\\.(com|net|org)"));
  }
}

TEST_F(SyntheticTest, MakesTextsOfALength) {
  EXPECT_THAT(words(random_, 3), MatchesRegex("[a-z]+ [a-z]+ [a-z]+"));
  EXPECT_EQ(words(random_, 0), "");
  EXPECT_THAT(sentence(random_, 2), MatchesRegex("[A-Z][a-z]+ [a-z]+\\."));
  EXPECT_EQ(sentence(random_, 0), "");
  const auto text = paragraph(random_, 3);
  EXPECT_EQ(std::count(text.begin(), text.end(), '.'), 3);
  EXPECT_EQ(paragraph(random_, 0), "");
}

TEST_F(SyntheticTest, WritesInstantsAsIso8601) {
  using namespace std::chrono;
  const sys_seconds leap = sys_days(2024y / 2 / 29) + 23h + 59min + 58s;
  EXPECT_EQ(timestamp(random_, leap, leap), "2024-02-29T23:59:58Z");
  const sys_seconds old = sys_days(1969y / 12 / 31) + 1s;
  EXPECT_EQ(timestamp(random_, old, old), "1969-12-31T00:00:01Z");
  for (int i = 0; i < 100; ++i)
    EXPECT_THAT(timestamp(random_, leap, leap + 1s),
                testing::AnyOf("2024-02-29T23:59:58Z", "2024-02-29T23:59:59Z"));
  EXPECT_THROW(timestamp(random_, leap, old), UsageError);
}

TEST_F(SyntheticTest, MakesAddressesOfHostsInTheRangesForDocumentation) {
  std::map<std::string, std::set<int>> hosts;
  for (int i = 0; i < 20'000; ++i) {
    const auto address = ipv4(random_);
    const auto dot = address.rfind('.');
    hosts[address.substr(0, dot)].insert(std::stoi(address.substr(dot + 1)));
  }
  EXPECT_THAT(hosts, testing::ElementsAre(testing::Key("192.0.2"), testing::Key("198.51.100"),
                                          testing::Key("203.0.113")));
  for (const auto& [network, all] : hosts) {
    EXPECT_EQ(*all.begin(), 1) << network;
    EXPECT_EQ(*all.rbegin(), 254) << network;
  }
}

}  // namespace
}  // namespace proofload::synthetic
