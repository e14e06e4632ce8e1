// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/feeder.h>

#include <proofload/base/usage_error.h>

#include <gmock/gmock.h>

#include <limits>

namespace proofload {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::ThrowsMessage;

Row row_of(std::string csv) { return Feeder::csv_text("some.csv", std::move(csv)).next(); }

TEST(Row, GivesTextsByColumn) {
  const auto row = row_of("id,name\n7,Ann\n");
  EXPECT_EQ(row["id"], "7");
  EXPECT_EQ(row["name"], "Ann");
}

TEST(Row, NamesTheColumnsThereAre) {
  EXPECT_THAT([] { row_of("id,name\n7,Ann\n")["email"]; },
              ThrowsMessage<UsageError>(
                  "some.csv, line 2 has no column \"email\": the columns are id, name"));
  EXPECT_THAT([] { Feeder::json_text("some", "[{}]").next()["a"]; },
              ThrowsMessage<UsageError>(HasSubstr("some, row 1 has no column \"a\": the columns "
                                                  "are none")));
}

TEST(Row, ReadsNumbers) {
  const auto row = row_of("a,b,c\n-9223372036854775808,0.25,1e3\n");
  EXPECT_EQ(row.integer("a"), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(row.number("b"), 0.25);
  EXPECT_EQ(row.number("c"), 1000);
  EXPECT_EQ(row.number("a"), -0x1p63);
}

TEST(Row, NamesThePlaceOfWhatIsNoNumberAndNotTheValue) {
  for (const char* text : {"", " 1", "1 ", "1x", "secret", "0x10", "+1", "1,5", "\"1\n\""}) {
    const auto row = Feeder::rows({{{"a", text}}}).next();
    EXPECT_THROW(row.integer("a"), UsageError) << text;
    EXPECT_THROW(row.number("a"), UsageError) << text;
  }
  const auto row = row_of("a\nsecret\n");
  EXPECT_THAT(
      [&] { row.integer("a"); },
      ThrowsMessage<UsageError>(AllOf(HasSubstr("some.csv, line 2: \"a\" is not a whole number"),
                                      Not(HasSubstr("secret")))));
  EXPECT_THAT([&] { row.number("a"); },
              ThrowsMessage<UsageError>(HasSubstr("\"a\" is not a number")));
  EXPECT_THROW(row_of("a\n9223372036854775808\n").integer("a"), UsageError);
  EXPECT_THROW(row_of("a\n1.5\n").integer("a"), UsageError);
}

TEST(Row, GivesAllOfItAsJson) {
  EXPECT_EQ(row_of("id,name\n7,Ann\n").json().text(), R"({"id":"7","name":"Ann"})");
  const auto row = Feeder::json_text("some", R"([{"id": 7, "to": {"city": "Bern"}}])").next();
  EXPECT_EQ(row.json().at("/to/city").text(), "Bern");
  EXPECT_EQ(row.json().at("/id").integer(), 7);
  EXPECT_EQ(row.integer("id"), 7);
  EXPECT_EQ(row["to"], R"({"city":"Bern"})");
}

TEST(Row, OutlivesItsFeeder) {
  const auto row = [] { return Feeder::rows({{{"a", "still here"}}}).take(); }();
  EXPECT_EQ(row["a"], "still here");
}

}  // namespace
}  // namespace proofload
