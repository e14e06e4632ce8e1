// SPDX-License-Identifier: Apache-2.0
#pragma once

// The result of a run as `vegeta report -type=json` writes it, for people whose scripts read that:
// one line of JSON, durations in nanoseconds. It has no buckets, as vegeta without -buckets.
//
//   latencies     of the steps, from their planned start: `response`. vegeta measures from when one
//                 of its workers came to the request, which is our `service`; but it starts another
//                 worker whenever none is free, so that its requests start on schedule, and what
//                 people read off it is what a visitor saw. Of a service that stalls, only
//                 `response` still says that. Percentiles are nearest rank, off by 0.05 % at most,
//                 where vegeta interpolates in a t-digest.
//   bytes_in/out  what came over the network, headers and TLS included, where vegeta counts bodies
//   earliest      the start of the load, after warm-up; latest: its end; end: of the last iteration
//   duration      of the load (latest - earliest); wait: end - latest
//   rate          requests / duration
//   throughput    steps that succeeded / (duration + wait)
//   success       their share of all steps: what counts as success is what the test expects, where
//                 vegeta takes every status from 200 to 399
//   status_codes  how many of each; "0": no answer
//   errors        kinds of error, and statuses that were not expected
//
// github.com/tsenart/vegeta, lib/metrics.go (cf58112)
// Pure.

#include <proofload/report/run_result.h>

#include <string>

namespace proofload {

std::string vegeta_report(const RunResult& result);

}  // namespace proofload
