// SPDX-License-Identifier: Apache-2.0
//
// The measured part of a made-up summary: trends, histograms, the course. Always the same.

const lowestExponent = -20;

export function trend(milliseconds, count) {
  if (count === 0)
    return {
      count: 0,
      mean: null,
      min: null,
      p50: null,
      p90: null,
      p95: null,
      p99: null,
      "p99.9": null,
      max: null,
    };
  return {
    count,
    mean: 1.2 * milliseconds,
    min: 0.2 * milliseconds,
    p50: milliseconds,
    p90: 1.5 * milliseconds,
    p95: 1.8 * milliseconds,
    p99: 3 * milliseconds,
    "p99.9": 9 * milliseconds,
    max: 40 * milliseconds,
  };
}

export function randomStream(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function bucketOf(value) {
  const exponent = Math.floor(Math.log2(value));
  return 1 + (exponent - lowestExponent) * 1024 + Math.floor((value / 2 ** exponent - 1) * 1024);
}

/// The histogram of values as the summary writes it.
export function histogram(values) {
  const counts = new Map();
  for (const value of values) counts.set(bucketOf(value), (counts.get(bucketOf(value)) ?? 0) + 1);
  const extreme = (pick, start) => values.reduce((one, other) => pick(one, other), start);
  return {
    unit: "ms",
    count: values.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    min: values.length === 0 ? 0 : extreme(Math.min, Infinity),
    max: values.length === 0 ? 0 : extreme(Math.max, -Infinity),
    buckets: [...counts].sort(([left], [right]) => left - right),
  };
}

export function latencies(random, count, stalled) {
  return Array.from({length: count}, (_, number) => {
    const usual = 4 * Math.exp(0.45 * (random() + random() + random() - 1.5) * 2) + random();
    return number < stalled ? 100 + 3000 * random() : random() < 0.004 ? 12 * usual : usual;
  });
}

export function courseOf(options, random) {
  const {rows, every, rate, stallAt, unhealthy, errorsAt} = options;
  const columns = {};
  const column = (name, value) => {
    columns[name] = Array.from({length: rows}, (_, row) => value(row));
  };
  const level = Array.from({length: rows}, () => 1 + 0.25 * (random() - 0.5));
  const stalled = (row) => stallAt !== null && row >= stallAt && row < stallAt + 3;
  const errors = (row) =>
    errorsAt !== null && row >= errorsAt && row < errorsAt + 9
      ? Math.round(rate * every * 0.04 * level[row])
      : 0;
  const ramp = (row) => Math.min(1, (row + 1) / Math.max(1, rows / 6));
  const planned = (row) => Math.round(rate * every * ramp(row));
  const response = (row, factor, jam) => (stalled(row) ? jam : 5 * factor * level[row]);
  column("from_seconds", (row) => row * every);
  column("to_seconds", (row) => (row + 1) * every);
  column("planned", planned);
  column("started", planned);
  column("late", (row) => (unhealthy.includes(row) ? 310 : 0));
  column("dropped", () => 0);
  column("users", (row) => Math.round(stalled(row) ? 100 : 12 * ramp(row) * level[row]));
  column("requests", (row) =>
    stallAt === row ? 0 : stallAt !== null && row === stallAt + 2 ? 2 * planned(row) : planned(row),
  );
  column("failed", errors);
  for (const [name, factor, jam] of [
    ["p50", 1, 900],
    ["p95", 1.8, 2600],
    ["p99", 3, 2900],
    ["max", 12, 3100],
  ]) {
    const silent = (row) => stallAt === row;
    column(`response_${name}_ms`, (row) => (silent(row) ? null : response(row, factor, jam)));
    if (name !== "max")
      column(`service_${name}_ms`, (row) =>
        silent(row) ? null : name === "p99" && stalled(row) ? 2800 : 4.6 * factor * level[row],
      );
  }
  column("pacing_p99_ms", (row) => (unhealthy.includes(row) ? 310 : 0.1 * level[row]));
  column("bytes_received", (row) => planned(row) * 1400);
  column("bytes_sent", (row) => planned(row) * 210);
  column("healthy", (row) => !unhealthy.includes(row));
  const gauge = (unit, value) => ({
    unit,
    values: Array.from({length: rows}, (_, row) => value(row)),
  });
  return {
    every_seconds: every,
    columns,
    errors:
      errorsAt === null
        ? {}
        : {
            "status 503": columns.failed.map((count) => Math.ceil(count * 0.7)),
            timeout: columns.failed.map((count) => Math.floor(count * 0.3)),
          },
    gauges: {
      service_memory: gauge("bytes", (row) => 48e6 + 2.1e5 * row + 4e6 * level[row]),
      service_processors: gauge("", (row) => 0.72 * ramp(row) * level[row]),
      generator_busy: gauge("", (row) => 0.31 * ramp(row) * level[row]),
      generator_steal: gauge("", () => 0.001),
      generator_hiccup: gauge("ms", (row) => 0.2 * level[row]),
      queue_length: gauge("", (row) => Math.round(stalled(row) ? 900 : 3 * level[row])),
    },
    unhealthy_because: Object.fromEntries(
      unhealthy.map((row) => [row, "it started up to 310 ms late"]),
    ),
  };
}
