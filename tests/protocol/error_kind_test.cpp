// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/error_kind.h>

#include <proofload/metrics/names.h>
#include <proofload/report/k6_tags.h>

#include <gmock/gmock.h>

#include <cerrno>
#include <cstdlib>
#include <set>
#include <string>

namespace proofload {
namespace {

using ::testing::AllOf;
using ::testing::Ge;
using ::testing::Lt;

constexpr ErrorKind last = ErrorKind::other;

// As the formats of k6 tell it; 0 where they tell none.
int k6_error_code(ErrorKind kind) {
  const SeriesKey series{metrics::http_reqs,
                         {{"method", "GET"}, {"error", std::string(to_text(kind))}}};
  const auto tags = k6_tags(series);
  return std::atoi(std::string(tags.get("error_code")).c_str());
}

TEST(ErrorKind, HasStableNames) {
  EXPECT_EQ(to_text(ErrorKind::none), "");
  EXPECT_EQ(to_text(ErrorKind::invalid_url), "invalid_url");
  EXPECT_EQ(to_text(ErrorKind::connection_refused), "connection_refused");
  EXPECT_EQ(to_text(ErrorKind::timeout), "timeout");
  EXPECT_EQ(to_text(ErrorKind::bad_encoding), "bad_encoding");
  EXPECT_EQ(to_text(ErrorKind::wrong_content_type), "wrong_content_type");
  EXPECT_EQ(to_text(ErrorKind::version_refused), "version_refused");
  EXPECT_EQ(to_text(ErrorKind::handshake_refused), "handshake_refused");
  EXPECT_EQ(to_text(ErrorKind::wrong_subprotocol), "wrong_subprotocol");
  EXPECT_EQ(to_text(ErrorKind::invalid_utf8), "invalid_utf8");
  EXPECT_EQ(to_text(ErrorKind::closed), "closed");
  EXPECT_EQ(to_text(ErrorKind::interrupted), "interrupted");
  EXPECT_EQ(to_text(ErrorKind::exception), "exception");
  EXPECT_EQ(to_text(ErrorKind::other), "other");
}

TEST(ErrorKind, IsToldByTheErrnoOfTheNetworkWhereThatSaysWhat) {
  const auto kind = [](int number) { return network_error_kind(number, ErrorKind::other); };
  EXPECT_EQ(kind(ECONNREFUSED), ErrorKind::connection_refused);
  EXPECT_EQ(kind(ETIMEDOUT), ErrorKind::connection_timeout);
  EXPECT_EQ(kind(ENETUNREACH), ErrorKind::connection_failed);
  EXPECT_EQ(kind(EMFILE), ErrorKind::local_resources);
  EXPECT_EQ(kind(EPIPE), ErrorKind::other);
}

TEST(ErrorKind, HasANameOfItsOwnForEveryKind) {
  std::set<std::string_view> names;
  for (int kind = 0; kind <= int(last); ++kind) names.insert(to_text(ErrorKind(kind)));
  EXPECT_EQ(names.size(), std::size_t(last) + 1);
}

TEST(ErrorKind, HasTheErrorCodesOfK6) {
  EXPECT_EQ(k6_error_code(ErrorKind::none), 0);
  EXPECT_EQ(k6_error_code(ErrorKind::timeout), 1050);
  EXPECT_EQ(k6_error_code(ErrorKind::name_lookup), 1101);
  EXPECT_EQ(k6_error_code(ErrorKind::connection_refused), 1212);
  EXPECT_EQ(k6_error_code(ErrorKind::connection_reset), 1220);
  for (int kind = 1; kind <= int(last); ++kind)
    EXPECT_THAT(k6_error_code(ErrorKind(kind)), AllOf(Ge(1000), Lt(2000)));
}

}  // namespace
}  // namespace proofload
