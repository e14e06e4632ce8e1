// SPDX-License-Identifier: Apache-2.0
//
// Percentiles on an axis that gives each further nine the same room.

import {Chart} from "./chart.js";
import {millisecondsText, numberText} from "./text.js";

const pointsInNine = 24;

// x is the number of nines: 0 is the least, 1 is p90, 2 is p99.
export function percentileChart(response, service) {
  const end = Math.max(1, Math.log10(response.count));
  const points = Math.ceil(end * pointsInNine);
  const nines = Array.from({length: points + 1}, (_, point) => (end * point) / points);
  const shares = nines.map((nine) => 1 - 10 ** -nine);
  const marks = [0, Math.log10(2), 1, 2, 3, 4, 5, 6, 7, 8].filter((mark) => mark <= end);
  return new Chart({
    title: "Percentiles",
    height: 260,
    logarithmic: true,
    format: millisecondsText,
    startsLogarithmic: response.max > 20 * response.quantile(0.5),
    summary:
      `Half of the responses took up to ${millisecondsText(response.quantile(0.5))}, ` +
      `the slowest ${millisecondsText(response.max)}.`,
    x: {
      values: nines,
      title: "Percentile",
      text: percentileText,
      splits: () => marks,
      range: () => [0, end],
      label: (row) => percentileText(nines[row]),
    },
    series: [
      {label: "response", colour: "blue", values: response.quantiles(shares)},
      {label: "service", colour: "orange", dash: [5, 3], values: service.quantiles(shares)},
    ],
    cursor: {drag: {x: false, y: false}},
  }).root;
}

/// p50, p99.9; "min" for none.
function percentileText(nines) {
  return nines === 0 ? "min" : "p" + numberText(100 * (1 - 10 ** -nines), 2 + Math.ceil(nines));
}
