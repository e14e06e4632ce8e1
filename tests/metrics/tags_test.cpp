// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/tags.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

std::vector<Tags::Tag> listed(const Tags& tags) { return {tags.begin(), tags.end()}; }

TEST(Tags, AreSortedByNameWithOneValueEach) {
  const Tags tags{{"step", "GET /"}, {"status", "200"}, {"step", "GET /health"}};
  EXPECT_THAT(listed(tags), ElementsAre(Pair("status", "200"), Pair("step", "GET /health")));
}

TEST(Tags, LoseATagThatIsSetToNothing) {
  Tags tags{{"a", "1"}, {"b", ""}};
  EXPECT_THAT(listed(tags), ElementsAre(Pair("a", "1")));
  tags.set("missing", "");
  tags.set("a", "");
  EXPECT_TRUE(tags.empty());
  EXPECT_EQ(tags, Tags());
}

TEST(Tags, AnswerWithAnEmptyTextForAMissingName) {
  const Tags tags{{"a", "1"}};
  EXPECT_EQ(tags.get("a"), "1");
  EXPECT_EQ(tags.get("b"), "");
}

TEST(Tags, ContainThoseWithNoTagTheyLack) {
  const Tags tags{{"a", "1"}, {"b", "2"}};
  EXPECT_TRUE(tags.contains({}));
  EXPECT_TRUE(tags.contains({{"b", "2"}}));
  EXPECT_TRUE(tags.contains(tags));
  EXPECT_FALSE(tags.contains({{"b", "3"}}));
  EXPECT_FALSE(tags.contains({{"b", "2"}, {"c", "3"}}));
}

TEST(Tags, AreEqualWhateverTheOrderTheyWereSetIn) {
  const Tags one{{"a", "1"}, {"b", "2"}};
  const Tags other{{"b", "2"}, {"a", "1"}};
  EXPECT_EQ(one, other);
  EXPECT_EQ(std::hash<Tags>()(one), std::hash<Tags>()(other));
  EXPECT_NE(std::hash<Tags>()(one), std::hash<Tags>()(Tags{{"a", "2"}, {"b", "1"}}));
}

TEST(Tags, AreWrittenByName) {
  EXPECT_EQ(to_text(Tags()), "");
  EXPECT_EQ(to_text(Tags{{"step", "GET /health"}, {"status", "200"}}),
            "status=200, step=GET /health");
}

}  // namespace
}  // namespace proofload
