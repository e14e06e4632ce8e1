// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/key_numbers.h>

#include <support/run_builder.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(KeyNumbers, AreTheLoadItsDeliveryAndTheResponse) {
  RunBuilder run;
  run.requests(90, 4).requests(10, 16, "503");
  run.facts.seed = 7;
  run.facts.account.on_time = 98;
  EXPECT_THAT(key_numbers(run.report()),
              ElementsAre(Pair("load", "hold 10/s for 10 s"), Pair("environment", "local"),
                          Pair("load_scale", "1"), Pair("time_scale", "1"), Pair("seed", "7"),
                          Pair("iterations", "100"), Pair("delivered_share", "0.98"),
                          Pair("requests", "100"), Pair("failed_requests", "10"),
                          Pair("error_rate", "0.1"), Pair("throughput_per_second", "9"),
                          Pair("response_p50_ms", "4.00195"), Pair("response_p95_ms", "16"),
                          Pair("response_p99_ms", "16"), Pair("response_max_ms", "16")));
}

}  // namespace
}  // namespace proofload
