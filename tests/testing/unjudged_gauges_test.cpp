// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/unjudged_gauges.h>

#include <proofload/metrics/names.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

bool concern(const UnjudgedGauges& unjudged, const std::string& metric,
             const std::string& expression) {
  return unjudged.concern(parse_threshold(metric, expression).value());
}

TEST(UnjudgedGauges, AreNamedInANoteThatSaysWhy) {
  UnjudgedGauges unjudged;
  unjudged.add(metrics::service_open_files);
  unjudged.add(metrics::service_memory);
  unjudged.add(metrics::service_open_files);
  EXPECT_EQ(unjudged.note(),
            "not judged: service_memory, service_open_files, because the service was not started "
            "here");
  EXPECT_EQ(UnjudgedGauges().note(), "");
}

TEST(UnjudgedGauges, ConcernThresholdsOnThem) {
  UnjudgedGauges unjudged;
  EXPECT_FALSE(concern(unjudged, "service_memory", "value<5MiB"));
  unjudged.add(metrics::service_memory);
  EXPECT_TRUE(concern(unjudged, "service_memory", "value<5MiB"));
  EXPECT_TRUE(concern(unjudged, "memory_leak_indicator", "value<50"));
  EXPECT_FALSE(concern(unjudged, "service_open_files", "value<50"));
  EXPECT_FALSE(concern(unjudged, "response_time_trend", "value<50"));
}

TEST(UnjudgedGauges, OfFilesLeaveTheLeakIndicatorOfMemoryAlone) {
  UnjudgedGauges unjudged;
  unjudged.add(metrics::service_open_files);
  EXPECT_FALSE(concern(unjudged, "memory_leak_indicator", "value<50"));
}

}  // namespace
}  // namespace proofload
