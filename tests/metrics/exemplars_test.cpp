// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/exemplars.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::ElementsAre;

Exemplar slow(Duration response) {
  Exemplar exemplar;
  exemplar.response = response;
  return exemplar;
}

Exemplar failed(Duration planned, int status, std::string error = "") {
  Exemplar exemplar;
  exemplar.failed = true;
  exemplar.planned = planned;
  exemplar.status = status;
  exemplar.error = std::move(error);
  return exemplar;
}

TEST(Exemplars, KeepTheSlowestInOrder) {
  Exemplars exemplars;
  for (const int i : {5, 12, 1, 9, 3, 8, 11, 2, 7, 4, 10, 6}) exemplars.add(slow(Duration(i)));
  ASSERT_EQ(exemplars.slowest().size(), 10u);
  EXPECT_EQ(exemplars.slowest().front().response, Duration(12));
  EXPECT_EQ(exemplars.slowest().back().response, Duration(3));
  EXPECT_TRUE(exemplars.failed().empty());
}

TEST(Exemplars, KeepTheFirstOfEachKindOfFailureWhoeverHandsThemIn) {
  Exemplars exemplars;
  for (const int i : {5, 1, 4, 2, 3}) exemplars.add(failed(Duration(i), 503));
  exemplars.add(failed(Duration(9), 0, "timeout"));
  std::vector<int> planned;
  for (const auto& one : exemplars.failed()) planned.push_back(int(one.planned.count()));
  EXPECT_THAT(planned, ElementsAre(1, 2, 3, 9));
}

TEST(Exemplars, AreOfBoundedNumber) {
  Exemplars exemplars;
  for (int status = 1; status < 1000; ++status) exemplars.add(failed(Duration(status), status));
  EXPECT_EQ(exemplars.failed().size(), 60u);
}

TEST(Exemplar, IsLateByWhatTheGeneratorAdded) {
  auto exemplar = slow(10ms);
  exemplar.service = 7ms;
  EXPECT_EQ(exemplar.lateness(), 3ms);
}

}  // namespace
}  // namespace proofload
