// SPDX-License-Identifier: Apache-2.0
//
// The figures that most people come for.

import {element, list} from "./elements.js";
import {Distribution} from "./histogram.js";
import {
  countOf,
  countText,
  isNumber,
  millisecondsText,
  nothing,
  rateText,
  shareText,
} from "./text.js";

export function figuresPart(summary) {
  const response = new Distribution(summary.histograms?.response ?? {});
  const steps = list(summary.steps);
  const sum = (field) => steps.reduce((total, step) => total + (step[field] ?? 0), 0);
  const [requests, failed] = [sum("requests"), sum("failed")];
  const generator = summary.generator ?? {};
  const load = summary.load ?? {};
  const figure = (label, value, remark) =>
    element(
      "div",
      {class: "figure"},
      element("dt", {}, label),
      element("dd", {}, element("b", {}, value), element("small", {}, remark)),
    );
  return element(
    "dl",
    {class: "figures"},
    figure("requests", countText(requests), throughputText(summary, requests)),
    figure(
      "failed",
      shareText(requests === 0 ? null : failed / requests),
      countOf(failed, "request"),
    ),
    ...[
      ["p50", 0.5],
      ["p95", 0.95],
      ["p99", 0.99],
    ].map(([label, share]) =>
      figure(
        "response " + label,
        millisecondsText(response.quantile(share)),
        label === "p50" ? "half took no longer" : `1 in ${label === "p95" ? 20 : 100} took longer`,
      ),
    ),
    figure(
      "load delivered",
      shareText(load.delivered_share),
      isNumber(load.planned)
        ? `of ${countOf(load.planned, "planned start")}`
        : "paced by its users",
    ),
    figure(
      "generator kept time",
      shareText(generator.healthy_share),
      `in ${countText(generator.healthy_slices)} of ${countText(generator.judged_slices)} seconds`,
    ),
  );
}

function throughputText(summary, requests) {
  const played = summary.run?.played_seconds;
  return isNumber(played) && played > 0 ? rateText(requests / played) + " on average" : nothing;
}
