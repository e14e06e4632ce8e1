// SPDX-License-Identifier: Apache-2.0
#pragma once

// What an LLM application promises on every ordinary day, whatever the shape of its load.

#include <llm_gateway/llm_gateway_fixture.h>

namespace proofload::llm_gateway {

/// Of a whole run: p95 of chats, errors, cache, cost.
inline void expect_served_well(const Report& report) {
  EXPECT_THAT(report.steps({chat_step, stream_step}), P95(Lt(5s)));
  EXPECT_THAT(report, AllOf(ErrorRate(Lt(5_percent)), Share(cache_hits, Gt(30_percent))));
  EXPECT_THAT(report.metric(cost_per_request), Mean(Lt(0.005)));
}

/// Of a stage in which the service is to be busy. The requirement speaks of requests, and requests
/// of every kind count: each chat, and the look at the profile that follows it.
inline void expect_served_in_great_number(const Window& stage) {
  EXPECT_THAT(stage, Throughput(Gt(100_per_s)));
}

}  // namespace proofload::llm_gateway
