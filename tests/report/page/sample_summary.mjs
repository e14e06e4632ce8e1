// SPDX-License-Identifier: Apache-2.0
//
// Summaries as a run would write them (proofload.summary, version 3), made up but consistent enough
// to look at: a service that answers in 5 ms, a stall in it, errors after that. Always the same.

import {courseOf, histogram, latencies, randomStream, trend} from "./sample_measurements.mjs";

const phases = (milliseconds) => ({
  looking_up: {mean: 0.01, max: 0.2},
  connecting: {mean: 0.3, max: 4},
  tls_handshaking: {mean: 0.9, max: 12},
  sending: {mean: 0.05, max: 1},
  waiting: {mean: milliseconds, max: 3000},
  receiving: {mean: 0.4, max: 9},
});

function stepOf(name, number, milliseconds, requests, failed, scenario) {
  return {
    scenario,
    name,
    requests,
    failed,
    statuses: {
      200: requests - failed,
      ...(failed > 0 ? {503: failed - Math.ceil(failed / 3)} : {}),
    },
    errors: failed > 0 ? {timeout: Math.ceil(failed / 3)} : {},
    response_ms: trend(milliseconds, requests),
    service_ms: trend(0.9 * milliseconds, requests),
    phases_ms: phases(milliseconds),
  };
}

function exemplarOf(number, failed) {
  const response = 3100 - 140 * number;
  const lateness = failed ? 0 : 0.4;
  return {
    scenario: "",
    step: "GET /api/v1/schemas/{id}",
    request: `GET http://127.0.0.1:4711/api/v1/schemas/${1000 + number}`,
    planned_seconds: 41.25 + 0.05 * number,
    response_ms: response,
    service_ms: response - lateness,
    lateness_ms: lateness,
    failed,
    status: failed ? 503 : 200,
    error: failed ? "status 503" : "",
    error_text: "",
    phases_ms: {connecting: 210.5, sending: 0.2, waiting: response - 215, receiving: 3.9},
    headers: [
      ["content-type", "application/json"],
      ["retry-after", "1"],
    ],
    body: failed
      ? '{"error":"the pool of connections is exhausted"}'
      : '{"id":1000,"type":"record"}',
    body_bytes: 12345,
  };
}

const limitOf = (statistic, bound, observed, standing, more = {}) => ({
  subject: "GET /api/v1/schemas/{id}",
  statistic,
  comparison: "<",
  bound,
  unit: "ms",
  held: standing === "held",
  standing,
  observed,
  samples: 71234,
  margin: observed < bound ? "2.8 ms inside (28 %)" : "2.1 ms over (21 %)",
  explanation: `${statistic} is ${observed} ms, from 71,234 samples (p50 5 ms, max 3.1 s)`,
  source: "code",
  file: "perf_tests/schema_registry_test.cpp",
  line: 44,
  ...more,
});

const reasonsOf = {
  PASS: [],
  FAIL: ["p95 of GET /api/v1/schemas/{id} is 12.1 ms, 2.1 ms over (21 %)"],
  INVALID: ["the generator did not keep time in 9 of 120 seconds: in second 60 it was 310 ms late"],
};

const loadPoint = (from, rate, share, p95) => ({
  from_seconds: from,
  to_seconds: from + 1,
  users: 100,
  requests_per_second: rate,
  error_share: share,
  response_p95_ms: p95,
});

// A soak that passes and a stress test that breaks: more than one run ever says.
const findingsOf = (outcome) => ({
  sentences: [
    "memory_leak_indicator 3.1 %: service_memory from 52 MiB in the first third to 53.6 MiB in the last, by 1.2 MiB a minute",
    ...(outcome === "FAIL" ? ["errors begin at 900 requests/s, after 42 s: 2.3 % fail"] : []),
  ],
  soak: {memory_leak_indicator: 3.1, response_time_trend: null},
  stress:
    outcome === "FAIL"
      ? {
          low_load_p95_ms: 8,
          greatest_load: loadPoint(80, 1000, null, null),
          largest_load_held: loadPoint(39, 600, 0, 9.2),
          errors_begin: loadPoint(42, 900, 0.023, 120),
          latency_bends: loadPoint(40, 700, 0, 31),
          peak_ended_seconds: 90,
          recovery: "recovered",
          recovery_seconds: 4,
        }
      : null,
});

/// options: outcome, rows, every (seconds), rate (requests/s), steps (number), scenarios (names).
export function sampleSummary(options = {}) {
  const {
    outcome = "PASS",
    rows = 120,
    every = 1,
    rate = 1000,
    steps = 4,
    scenarios = [""],
    complete = true,
  } = options;
  const random = randomStream(7);
  const quiet = outcome === "PASS";
  const unhealthy = outcome === "INVALID" ? [60, 61, 62, 63, 80, 81, 82, 83, 84] : [];
  const course = courseOf(
    {
      rows,
      every,
      rate,
      unhealthy,
      stallAt: quiet || rows < 50 ? null : 40,
      errorsAt: outcome === "FAIL" ? 42 : null,
    },
    random,
  );
  const requests = course.columns.requests.reduce((sum, count) => sum + count, 0);
  const failed = course.columns.failed.reduce((sum, count) => sum + count, 0);
  const values = latencies(random, Math.min(requests, 40000), quiet ? 0 : 700);
  const seconds = rows * every;
  const broken = outcome === "FAIL" ? "broken" : outcome === "INVALID" ? "in_doubt" : "held";
  const account = {
    planned: requests,
    started: requests,
    started_in_time: requests,
    finished: requests,
    failed,
    interrupted: 0,
    dropped: 0,
    delivered_share: 1,
    most_users: quiet ? 14 : 100,
    users_allowed: 100,
    workers: 1,
    busiest_thread_share: 0.4,
    stages: [],
  };
  const third = seconds / 6;
  const stage = (name, from, to) => ({
    name,
    scenario: "",
    from_seconds: from,
    to_seconds: to,
    requests: Math.round((requests * (to - from)) / seconds),
    failed: 0,
    throughput_per_second: requests / seconds,
    response_ms: trend(5, requests),
  });
  const pool = [
    "GET /api/v1/schemas/{id}",
    "POST /api/v1/schemas",
    "POST /api/v1/validate",
    "GET /api/v1/subjects/{name}/versions",
  ];
  return {
    format: "proofload.summary",
    version: 3,
    complete,
    test: "SchemaRegistry.SustainsBaselineTraffic",
    verdict: {outcome, reasons: reasonsOf[outcome], notes: ["warm-up of 10 s is in no number"]},
    run: {
      started_at: "2026-11-21T16:00:00.123Z",
      load: `ramp to ${rate}/s, hold for 2 min`,
      must_prove: false,
      processors: 2,
      planned_seconds: seconds,
      played_seconds: seconds + 0.1,
      load_scale: 1,
      time_scale: 1,
      seed: 1,
      target: "http://127.0.0.1:4711",
      environment_name: "staging",
      file: "perf_tests/schema_registry_test.cpp",
      line: 31,
      ended_early: "",
      author_error: "",
      environment: {
        host: "runner-7",
        system: "Linux 6.1.0 x86_64",
        processor: "AMD EPYC 7763",
        processors: 2,
        memory_bytes: 25e9,
        proofload: "0.1.0",
        compiler: "GCC 12.2",
        build: "Release",
      },
    },
    load: account,
    scenarios: scenarios.map((name) => ({name, load: `ramp to ${rate}/s`, ...account})),
    stages: [stage("ramp", 0, third), stage("sustained", third, seconds)],
    generator: {
      healthy_share: (rows - unhealthy.length) / rows,
      healthy_slices: rows - unhealthy.length,
      judged_slices: rows,
      unhealthy_because:
        unhealthy.length === 0 ? "" : "9 of 120 seconds: in second 60 it started up to 310 ms late",
      pacing_ms: {...trend(0.05, requests), buckets: []},
    },
    findings: findingsOf(outcome),
    limits: [
      limitOf("p95", 10, quiet ? 7.2 : 12.1, broken),
      limitOf("p99", 50, 18.4, "held"),
      limitOf("error rate", 0.01, failed / requests, "held", {
        subject: "the run",
        unit: "share",
        margin: "0.6 % inside (60 %)",
      }),
      limitOf("throughput", 900, 998.2, "held", {
        subject: "the run in stage sustained",
        comparison: ">=",
        unit: "per_second",
        margin: "98.2/s inside (11 %)",
        source: "file",
        file: "data/thresholds/schema_registry.json",
        line: 12,
      }),
    ],
    failures:
      outcome === "FAIL"
        ? [
            {
              text: "Expected equality of these values:\n  1\n  2",
              file: "perf_tests/schema_registry_test.cpp",
              line: 50,
            },
          ]
        : [],
    steps: Array.from({length: steps}, (_, number) =>
      stepOf(
        pool[number] ?? `GET /api/v1/resource_${number}`,
        number,
        5 + 0.7 * (number % 11),
        Math.round(requests / (number + 2)),
        number === 0 ? failed : 0,
        scenarios[number % scenarios.length],
      ),
    ),
    metrics: {
      http_req_duration: {
        kind: "trend",
        unit: "ms",
        values: {
          count: requests,
          avg: 5.6,
          min: 1,
          med: 5,
          "p(90)": 8,
          "p(95)": 9,
          "p(99)": 16,
          "p(99.9)": 70,
          max: quiet ? 80 : 3100,
        },
      },
      checks: {kind: "rate", unit: "", values: {rate: 0.998, passes: 998, fails: 2}},
      data_received: {
        kind: "counter",
        unit: "bytes",
        values: {count: requests * 1400, rate: 1.4e6},
      },
      cache_hits: {kind: "counter", unit: "", values: {count: 5123, rate: 42.7}},
    },
    checks: [
      {name: "has id", passes: 998, fails: 2},
      {name: "schema is a record", passes: 1000, fails: 0},
    ],
    histograms: {
      response: histogram(values),
      service: histogram(latencies(randomStream(7), Math.min(requests, 40000), quiet ? 0 : 12)),
    },
    course,
    exemplars: {
      slowest: [0, 1, 2].map((number) => exemplarOf(number, false)),
      failed: outcome === "FAIL" ? [3, 4].map((number) => exemplarOf(number, true)) : [],
    },
  };
}

/// A run in which nothing was sent, with null wherever there is no value.
export function emptySummary() {
  const summary = sampleSummary({outcome: "FAIL", rows: 3, steps: 0});
  const {columns} = summary.course;
  for (const name of Object.keys(columns)) {
    if (/_ms$/.test(name)) columns[name] = [null, null, null];
    else if (!/seconds|healthy/.test(name)) columns[name] = [0, 0, 0];
  }
  columns.planned = [null, null, null];
  const load = {...summary.load, planned: null, delivered_share: null, users_allowed: null};
  return {
    ...summary,
    load,
    scenarios: [{...load, name: "", load: ""}],
    course: {...summary.course, errors: {}, gauges: {}},
    stages: [],
    findings: {sentences: [], soak: null, stress: null},
    checks: [],
    metrics: {},
    histograms: {response: histogram([]), service: histogram([])},
    exemplars: {slowest: [], failed: []},
    failures: [],
    generator: {
      healthy_share: null,
      healthy_slices: 0,
      judged_slices: 0,
      unhealthy_because: "",
      pacing_ms: {...trend(0, 0), buckets: []},
    },
    limits: [
      limitOf("p95", 10, null, "broken", {
        samples: 0,
        margin: "",
        explanation: "p95 could not be observed: no samples",
      }),
    ],
  };
}
