// SPDX-License-Identifier: Apache-2.0
//
// Response times over the run, with service times beside them and the limits on both as lines.

import {list} from "./elements.js";
import {statement} from "./limits.js";
import {millisecondsText} from "./text.js";

const percentiles = [
  ["p50", "blue"],
  ["p95", "orange"],
  ["p99", "red"],
];

export function responseChart(group, columns, limits) {
  const lines = latencyLimits(limits);
  const greatest = list(columns.response_max_ms).reduce((most, one) => Math.max(most, one ?? 0), 0);
  const middle = list(columns.response_p50_ms)
    .filter((value) => value !== null)
    .toSorted((left, right) => left - right);
  const median = middle[Math.floor(middle.length / 2)] ?? 0;
  return group.chart(
    "Response time",
    millisecondsText,
    [
      ...percentiles.map(([name, colour]) => ({
        label: name,
        colour,
        values: columns[`response_${name}_ms`],
      })),
      {label: "max", colour: "quiet", width: 1, values: columns.response_max_ms},
      ...percentiles.map(([name, colour]) => ({
        label: "service " + name,
        colour,
        width: 1.25,
        dash: [4, 3],
        values: columns[`service_${name}_ms`],
      })),
    ],
    {
      height: 280,
      logarithmic: true,
      startsLogarithmic: greatest > 20 * median,
      limits: lines,
      reach: lines.map((line) => line.value),
      note: "from the planned start; dashed: service, from the actual start",
    },
  );
}

/// Each bound once: the limits of several steps often agree.
function latencyLimits(limits) {
  const lines = new Map();
  for (const limit of list(limits)) {
    if (limit.unit !== "ms" || typeof limit.bound !== "number") continue;
    const text = statement(limit);
    if (lines.has(text)) lines.get(text).label = text;
    else lines.set(text, {value: limit.bound, label: `${text}, ${limit.subject}`});
  }
  return [...lines.values()];
}
