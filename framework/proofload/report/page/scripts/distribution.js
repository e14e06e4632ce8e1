// SPDX-License-Identifier: Apache-2.0
//
// The distribution of response and service times, as charts and in figures.

import {element, section} from "./elements.js";
import {Distribution} from "./histogram.js";
import {histogramChart} from "./histogram_chart.js";
import {percentileChart} from "./percentile_chart.js";
import {table} from "./table.js";
import {countText, millisecondsText} from "./text.js";

export function distributionPart(summary) {
  const response = new Distribution(summary.histograms?.response ?? {});
  const service = new Distribution(summary.histograms?.service ?? {});
  if (response.count === 0)
    return section(
      "distribution",
      "Distribution of response times",
      element("p", {class: "quiet"}, "No request came to its end."),
    );
  return section(
    "distribution",
    "Distribution of response times",
    element(
      "div",
      {class: "pair"},
      percentileChart(response, service),
      histogramChart(response, service),
    ),
    percentileTable(response, service),
  );
}

function percentileTable(response, service) {
  const rows = [
    ["min", 0],
    ["p50", 0.5],
    ["p75", 0.75],
    ["p90", 0.9],
    ["p95", 0.95],
    ["p99", 0.99],
    ["p99.9", 0.999],
    ["p99.99", 0.9999],
    ["max", 1],
  ];
  const column = (title, distribution) => ({
    title,
    number: true,
    text: ([, share]) => millisecondsText(distribution.quantile(share)),
  });
  return table(
    `Percentiles of ${countText(response.count)} requests`,
    [
      {title: "Percentile", text: ([name]) => name},
      column("Response", response),
      column("Service", service),
      {
        title: "Requests above",
        number: true,
        text: ([, share]) => countText(Math.floor((1 - share) * response.count + 1e-6)),
      },
    ],
    rows,
    {class: "scroll compact"},
  );
}
