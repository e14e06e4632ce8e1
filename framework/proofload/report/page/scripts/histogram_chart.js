// SPDX-License-Identifier: Apache-2.0
//
// A histogram of times with bins of equal ratio.

import {Chart} from "./chart.js";
import {millisecondsText, shareText} from "./text.js";

const binsWanted = 56;

export function histogramChart(response, service) {
  const least = Math.log2(Math.max(response.quantile(0.0005), 1e-4));
  const most = Math.log2(Math.max(response.max, 2e-4));
  const inOctave = Math.min(Math.max(Math.round(binsWanted / Math.max(most - least, 1)), 2), 24);
  const first = Math.floor(least * inOctave) / inOctave - 2 / inOctave;
  const number = Math.ceil((most - first) * inOctave) + 1;
  const places = Array.from({length: number + 1}, (_, bin) => first + bin / inOctave);
  const closed = (shares) => [...shares, 0];
  return new Chart({
    title: "Histogram",
    height: 260,
    format: shareText,
    note: "share of requests by time",
    summary: `From ${millisecondsText(response.min)} to ${millisecondsText(response.max)}.`,
    x: {
      values: places,
      title: "From",
      text: (place) => millisecondsText(2 ** place),
      splits: () => decimalPlaces(first, places.at(-1)),
      range: () => [first, places.at(-1)],
      label: (row) => millisecondsText(2 ** places[row]),
    },
    series: [
      {
        label: "response",
        colour: "blue",
        fill: "blue-fill",
        stepped: true,
        values: closed(response.bins(first, number, inOctave)),
      },
      {
        label: "service",
        colour: "orange",
        dash: [5, 3],
        stepped: true,
        values: closed(
          service.count === 0
            ? new Array(number).fill(null)
            : service.bins(first, number, inOctave),
        ),
      },
    ],
    cursor: {drag: {x: false, y: false}},
  }).root;
}

// Where 1, 2 and 5 times a power of ten stand; powers alone where that would be too many.
function decimalPlaces(first, last) {
  const factors = last - first > 8 ? [1] : last - first > 4 ? [1, 3] : [1, 2, 5];
  const marks = [];
  for (let power = -6; power <= 9; ++power)
    for (const factor of factors) marks.push(Math.log2(factor * 10 ** power));
  return marks.filter((mark) => mark >= first && mark <= last);
}
